package io.bendsync.runtime.run;

/** Rows of one table on both sides, as a bean shows them. */
public final class TableCount {
    private final String table;
    private final String topic;
    private final Long sourceRows;
    private final boolean sourceExact;
    private final Long targetRows;

    TableCount(String table, String topic, Long sourceRows, boolean sourceExact, Long targetRows) {
        this.table = table;
        this.topic = topic;
        this.sourceRows = sourceRows;
        this.sourceExact = sourceExact;
        this.targetRows = targetRows;
    }

    /** {@code database.table} in MySQL. */
    public String getTable() {
        return table;
    }

    /** The table's topic in Kafka. */
    public String getTopic() {
        return topic;
    }

    /** Rows in MySQL; null where they could not be found out. */
    public Long getSourceRows() {
        return sourceRows;
    }

    /** Whether those rows were counted, and Databend should have as many: no filter, no merged tables, no soft deletes. */
    public boolean isSourceExact() {
        return sourceExact;
    }

    /** Rows in Databend; null where there is no such table yet. */
    public Long getTargetRows() {
        return targetRows;
    }
}
