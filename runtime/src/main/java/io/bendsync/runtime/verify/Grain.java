package io.bendsync.runtime.verify;

/**
 * How finely tables are cut.
 *
 * @param rowsAStatement about how many rows one checksum statement of MySQL's reads
 * @param rowsASlice about how many rows one checksum stands for at first
 * @param rowsRead about how many rows of a part are read to be compared one by one
 * @param rowsTogether about how many rows of several parts are read by one statement
 * @param findings how many differing keys of a table are looked for
 */
record Grain(long rowsAStatement, long rowsASlice, long rowsRead, long rowsTogether, int findings) {
    /** A statement of a fraction of a second; on average half a thousand rows are read for a row that differs. */
    static final Grain USUAL = new Grain(200_000, 8_000, 500, 8_000, 10_000);
}
