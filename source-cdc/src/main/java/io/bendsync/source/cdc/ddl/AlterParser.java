package io.bendsync.source.cdc.ddl;

import io.debezium.antlr.AntlrDdlParserListener;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import io.debezium.ddl.parser.mysql.generated.MySqlParserBaseListener;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.text.ParsingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ALTER TABLE and RENAME TABLE with Debezium's parser of MySQL's grammar. Debezium itself tells the structure after a statement,
 * by which a column that was renamed looks like one that went and another that came. One thread's.
 */
final class AlterParser extends MySqlAntlrDdlParser {

    private Columns columns = new Columns();

    /**
     * What the statement says; nothing for statements of other kinds.
     *
     * @param database the one that table names without one belong to
     */
    AlterStatement read(String statement, String database) {
        columns = new Columns();
        setCurrentDatabase(database);
        parse(statement, new Tables());
        return new AlterStatement(columns.added, columns.dropped, columns.renamed, columns.emptied, columns.tables);
    }

    @Override
    protected AntlrDdlParserListener createParseTreeWalkerListener() {
        return columns;
    }

    private final class Columns extends MySqlParserBaseListener implements AntlrDdlParserListener {
        private final List<String> added = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private final Map<TableId, TableId> tables = new LinkedHashMap<>();
        private boolean altering;
        private boolean emptied;
        private TableId table;

        @Override
        public void enterAlterTable(MySqlParser.AlterTableContext statement) {
            altering = true;
            table = parseQualifiedTableId(statement.tableRef());
        }

        @Override
        public void exitAlterTable(MySqlParser.AlterTableContext statement) {
            altering = false;
        }

        /** What takes rows out of a table, or puts some in, without a word about each. */
        @Override
        public void enterAlterPartition(MySqlParser.AlterPartitionContext partition) {
            emptied |= partition.DROP_SYMBOL() != null
                    || partition.TRUNCATE_SYMBOL() != null
                    || partition.EXCHANGE_SYMBOL() != null;
        }

        @Override
        public void enterRenamePair(MySqlParser.RenamePairContext pair) {
            tables.put(parseQualifiedTableId(pair.tableRef()), parseQualifiedTableId(pair.tableName()));
        }

        @Override
        public void enterAlterListItem(MySqlParser.AlterListItemContext item) {
            if (item.RENAME_SYMBOL() != null && item.tableName() != null) {
                tables.put(table, parseQualifiedTableId(item.tableName()));
            }
            if (item.ADD_SYMBOL() != null && item.fieldDefinition() != null) {
                added.add(parseName(item.identifier()));
            } else if (item.DROP_SYMBOL() != null
                    && item.columnInternalRef() != null
                    && item.FOREIGN_SYMBOL() == null) {
                dropped.add(parseName(item.columnInternalRef().identifier()));
            } else if (item.columnInternalRef() != null && item.identifier() != null && renames(item)) {
                String old = parseName(item.columnInternalRef().identifier());
                String name = parseName(item.identifier());
                if (!old.equals(name)) {
                    renamed.put(old, name);
                }
            }
        }

        /** Several columns in parentheses. */
        @Override
        public void enterColumnDefinition(MySqlParser.ColumnDefinitionContext definition) {
            if (altering && definition.columnName() != null) {
                added.add(parseName(definition.columnName().identifier()));
            }
        }

        private static boolean renames(MySqlParser.AlterListItemContext item) {
            return item.CHANGE_SYMBOL() != null || (item.RENAME_SYMBOL() != null && item.COLUMN_SYMBOL() != null);
        }

        @Override
        public Collection<ParsingException> getErrors() {
            return List.of();
        }
    }
}
