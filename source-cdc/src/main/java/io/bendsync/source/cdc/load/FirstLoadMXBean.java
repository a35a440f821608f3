package io.bendsync.source.cdc.load;

/** How far a connector has come, to be read from outside by JMX. */
public interface FirstLoadMXBean {

    /** {@code loading}, {@code catching up} or {@code live}. */
    String getState();

    /** Tables found so far. */
    int getTables();

    /** Tables of which every row is handed to Kafka. */
    int getTablesLoaded();

    /** Rows handed to Kafka, those of earlier runs of the same load too. */
    long getRowsLoaded();

    /** About how many rows the tables have that were planned so far. */
    long getRowsEstimated();

    /** Chunks of the tables that were planned so far. */
    int getChunks();

    /** Chunks of which every row is handed to Kafka. */
    int getChunksLoaded();
}
