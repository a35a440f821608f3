package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.page.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;

/** Looks keys up in a table as it is now. */
interface KeyLookup {
    /** Those of the keys that the table has now. */
    Set<List<String>> present(List<List<String>> keys) throws SQLException;

    /** The rows that the table has now of these keys, by key. */
    Map<List<String>, Row> rows(List<List<String>> keys) throws SQLException;

    /** The record key of a row that is gone. */
    Struct struct(List<String> key) throws SQLException;

    /** Takes note of the order in which rows are polled. */
    void polled(Row row) throws SQLException;

    /** Tells by a position in that order whether it is of one of these keys. */
    Predicate<List<Object>> among(Set<List<String>> keys);
}
