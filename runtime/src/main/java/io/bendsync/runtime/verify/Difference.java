package io.bendsync.runtime.verify;

/**
 * A difference in words.
 *
 * @param column which column differs, or {@link #ROWS} where a row is missing or too many
 * @param words for the person at the terminal
 */
public record Difference(int column, String words) {
    static final int ROWS = -1;
}
