package io.bendsync.sink.schema;

import io.bendsync.sink.databend.TableName;

/**
 * What a record asks a table itself to become, rather than its rows. Each may be done twice: it looks at what is there.
 */
public sealed interface Alteration {
    /** Which table. */
    TableName table();

    /** The column goes, with its values. */
    record DropColumn(TableName table, String column) implements Alteration {}

    /** The column is called otherwise from now on. */
    record RenameColumn(TableName table, String column, String to) implements Alteration {}

    /** The whole table goes. */
    record DropTable(TableName table) implements Alteration {}
}
