package io.bendsync.runtime.verify;

/** A column that both sides have. */
record ComparedColumn(String mysqlName, String databendName, CellKind kind, boolean inKey) {}
