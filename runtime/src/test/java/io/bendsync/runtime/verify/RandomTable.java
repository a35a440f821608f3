package io.bendsync.runtime.verify;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The table {@code t} with a column of every type and random rows, the same in both databases. */
final class RandomTable {
    private static final int NULL_IN = 6;

    private final Random random;
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;
    private final List<Long> ids = new ArrayList<>();
    private final List<Map<RandomCell, RandomCell.Literals>> cells = new ArrayList<>();

    RandomTable(Random random, MySqlDatabase mysql, DatabendDatabase databend) {
        this.random = random;
        this.mysql = mysql;
        this.databend = databend;
    }

    void create(int rows) {
        mysql.execute("CREATE TABLE t (id BIGINT PRIMARY KEY," + columns(true) + ")");
        databend.execute("CREATE TABLE t (id BIGINT," + columns(false) + ")");
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        long id = random.nextInt(1000) - 500L;
        for (int i = 0; i < rows; i++) {
            id += 1 + random.nextInt(random.nextInt(10) == 0 ? 10_000 : 3);
            ids.add(id);
            Map<RandomCell, RandomCell.Literals> row = new EnumMap<>(RandomCell.class);
            for (RandomCell cell : RandomCell.values()) {
                row.put(cell, random.nextInt(NULL_IN) == 0 ? RandomCell.Literals.NULL : cell.next(random));
            }
            left.add("(" + id + "," + join(row.values().stream().map(RandomCell.Literals::mysql)) + ")");
            right.add("(" + id + "," + join(row.values().stream().map(RandomCell.Literals::databend)) + ")");
            cells.add(row);
        }
        mysql.execute("INSERT INTO t VALUES " + String.join(",", left));
        databend.execute("INSERT INTO t VALUES " + String.join(",", right));
    }

    /** Gives one cell of Databend's another value; returns how a person would name it. */
    String changeOneCell(RandomCell cell) {
        int row = random.nextInt(ids.size());
        RandomCell.Literals before = cells.get(row).get(cell);
        RandomCell.Literals now = before;
        while (now.mysql().equals(before.mysql())) {
            now = random.nextInt(NULL_IN) == 0 ? RandomCell.Literals.NULL : cell.next(random);
        }
        databend.execute("UPDATE t SET " + name(cell) + " = " + now.databend() + " WHERE id = " + ids.get(row));
        return "row id='" + ids.get(row) + "', column " + name(cell);
    }

    private static String columns(boolean ofMySql) {
        return join(Arrays.stream(RandomCell.values())
                .map(cell -> name(cell) + " " + (ofMySql ? cell.mysqlType : cell.databendType) + " NULL"));
    }

    private static String name(RandomCell cell) {
        return "c_" + cell.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String join(java.util.stream.Stream<String> parts) {
        return parts.collect(Collectors.joining(","));
    }
}
