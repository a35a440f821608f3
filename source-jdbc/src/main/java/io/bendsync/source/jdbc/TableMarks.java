package io.bendsync.source.jdbc;

import io.bendsync.source.jdbc.table.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Short marks of tables, so that a task can know all tables' names in little space: 10,000 take about 110 kB. A mark is 64
 * bits of the name's SHA-256; that two of so many tables share one is about as likely as a broken disk.
 */
final class TableMarks {
    private TableMarks() {}

    /** The mark of a table. */
    static long of(TableName table) {
        return hash(table.database() + '\0' + table.table());
    }

    /** The marks of tables. */
    static Set<Long> of(Collection<TableName> tables) {
        Set<Long> marks = new TreeSet<>();
        tables.forEach(table -> marks.add(of(table)));
        return marks;
    }

    /** Marks as one text, empty for none. */
    static String text(Set<Long> marks) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * marks.size());
        new TreeSet<>(marks).forEach(bytes::putLong);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The marks of such a text. */
    static Set<Long> parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        Set<Long> marks = new TreeSet<>();
        while (bytes.hasRemaining()) {
            marks.add(bytes.getLong());
        }
        return marks;
    }

    /** Which of so many tasks reads a table that none was given: few change hands when tasks become more or fewer. */
    static int owner(TableName table, int tasks) {
        int owner = 0;
        long largest = Long.MIN_VALUE;
        for (int task = 0; task < tasks; task++) {
            long weight = hash(task + "\0" + table.database() + '\0' + table.table());
            if (weight > largest) {
                largest = weight;
                owner = task;
            }
        }
        return owner;
    }

    private static long hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
