package io.bendsync.sink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings: which tables, and what may be done to them. */
public final class TableKeys {
    public static final String NAME_FORMAT = "table.name.format";
    public static final String TOPICS_TO_TABLES = "topics.to.tables.mapping";
    public static final String AUTO_CREATE = "auto.create";
    public static final String AUTO_EVOLVE = "auto.evolve";
    public static final String EVOLVE_TO_TEXT = "auto.evolve.to.varchar";
    public static final String CLUSTER_BY = "auto.create.cluster.by";
    public static final String OPTIONS = "auto.create.options";
    public static final String NESTED = "nested.types";
    public static final String QUOTE = "quote.sql.identifiers";
    static final String GROUP = "Tables";

    private TableKeys() {}

    static void define(ConfigDef def) {
        int order = 0;
        def.define(
                NAME_FORMAT,
                ConfigDef.Type.STRING,
                "${topic}",
                Importance.MEDIUM,
                "The table's name, or database.table: with ${topic}, ${source.db} and ${source.table}. A topic with"
                        + " dots in its name stays one name.",
                GROUP,
                ++order,
                Width.LONG,
                "Table name");
        def.define(
                TOPICS_TO_TABLES,
                ConfigDef.Type.LIST,
                List.of(),
                Importance.MEDIUM,
                "Tables of topics that table.name.format is not for, as topic:table or topic:database.table. Several topics"
                        + " may share a table.",
                GROUP,
                ++order,
                Width.LONG,
                "Tables by topic");
        def.define(
                AUTO_CREATE,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether tables (and databases) that are missing are created.",
                GROUP,
                ++order,
                Width.SHORT,
                "Create tables");
        def.define(
                AUTO_EVOLVE,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether columns are added, widened, and made nullable where a row brings NULL. Never drops or bends"
                        + " anything.",
                GROUP,
                ++order,
                Width.SHORT,
                "Evolve tables");
        def.define(
                EVOLVE_TO_TEXT,
                ConfigDef.Type.BOOLEAN,
                false,
                Importance.LOW,
                "Whether auto.evolve may turn a column into VARCHAR where nothing else holds old and new values.",
                GROUP,
                ++order,
                Width.SHORT,
                "Evolve to VARCHAR");
        def.define(
                CLUSTER_BY,
                ConfigDef.Type.STRING,
                "",
                Importance.LOW,
                "SQL expressions by which new tables are clustered, with commas between.",
                GROUP,
                ++order,
                Width.LONG,
                "Cluster by");
        def.define(
                OPTIONS,
                ConfigDef.Type.STRING,
                "",
                Importance.LOW,
                "SQL options for new tables, for example ROW_PER_BLOCK = 100000.",
                GROUP,
                ++order,
                Width.LONG,
                "Table options");
        def.define(
                NESTED,
                ConfigDef.Type.STRING,
                "variant",
                OneOf.words("variant", "native"),
                Importance.LOW,
                "What lists, maps and structs of records with a schema become: variant, or native for ARRAY, MAP and"
                        + " TUPLE of their own types, which no later change of their schema can widen.",
                GROUP,
                ++order,
                Width.SHORT,
                "Nested values",
                OneOf.words("variant", "native"));
        def.define(
                QUOTE,
                ConfigDef.Type.STRING,
                "always",
                OneOf.words("always", "never"),
                Importance.LOW,
                "always keeps the case of table and column names; never folds them to lower case, as unquoted names"
                        + " are in SQL. Either way they are safe, whatever they contain.",
                GROUP,
                ++order,
                Width.SHORT,
                "Quote names",
                OneOf.words("always", "never"));
    }
}
