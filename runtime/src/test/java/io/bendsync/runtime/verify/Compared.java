package io.bendsync.runtime.verify;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import java.time.Duration;

/** A test's own databases, opened for comparisons. */
final class Compared implements AutoCloseable {
    private final io.bendsync.runtime.database.MySqlDatabase left;
    private final io.bendsync.runtime.database.DatabendDatabase right;
    private final MySqlReads reads;
    private final Grain grain;
    private final String mysqlName;
    private final String databendName;

    Compared(MySqlDatabase mysql, DatabendDatabase databend, Grain grain) {
        this.left = io.bendsync.runtime.database.MySqlDatabase.connect(mysql.url(), mysql.user(), mysql.password());
        this.right =
                new io.bendsync.runtime.database.DatabendDatabase(databend.url(), databend.user(), databend.password());
        this.reads = new MySqlReads(left, 100);
        this.grain = grain;
        this.mysqlName = mysql.name();
        this.databendName = databend.name();
    }

    TableReport compare(String table) {
        return compare(table, Duration.ZERO);
    }

    TableReport compare(String table, Duration patience) {
        return compare(pair(table), patience);
    }

    TableReport compare(TablePair pair, Duration patience) {
        return new TableComparison(reads, right, grain).compare(pair, patience);
    }

    /** How many SELECTs MySQL has had from here. */
    long statements() {
        long[] number = {0};
        reads.each("SHOW SESSION STATUS LIKE 'Com_select'", row -> number[0] = Long.parseLong(row.get(1)));
        return number[0];
    }

    ComparedTable table(String table) {
        return ComparedTable.of(pair(table), reads, right);
    }

    MySqlReads reads() {
        return reads;
    }

    io.bendsync.runtime.database.DatabendDatabase databend() {
        return right;
    }

    private TablePair pair(String table) {
        return new TablePair(mysqlName, table, databendName, table);
    }

    @Override
    public void close() {
        left.close();
    }
}
