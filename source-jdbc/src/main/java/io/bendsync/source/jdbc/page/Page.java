package io.bendsync.source.jdbc.page;

import java.util.List;

/**
 * Rows that were read together.
 *
 * @param rows the rows in order
 * @param complete whether there were no more; else the page ended at its limit of rows or bytes
 */
public record Page(List<Row> rows, boolean complete) {}
