package io.bendsync.runtime.verify;

/**
 * What a part of a table comes to on one side.
 *
 * @param rows how many there are
 * @param sum of the rows' numbers
 */
record Digest(long rows, long sum) {
    static final Digest EMPTY = new Digest(0, 0);

    Digest plus(Digest other) {
        return new Digest(rows + other.rows, sum + other.sum);
    }
}
