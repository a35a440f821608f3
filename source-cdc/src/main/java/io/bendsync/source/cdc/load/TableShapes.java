package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.stream.AfterState;
import io.debezium.config.Configuration;
import io.debezium.connector.binlog.jdbc.BinlogSystemVariables;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.converters.custom.CustomConverterServiceProvider;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchema;
import io.debezium.schema.SchemaChangeEvent;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Reads tables' structure with Debezium's own parser and makes rows with Debezium's own converters, in the way that its
 * stream does, so that a loaded row and a streamed one can never differ. Any thread's.
 */
final class TableShapes implements AutoCloseable {

    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");
    private static final int DIGEST_BYTES = 16;

    private final MySqlConnectorConfig config;
    private final TopicNamingStrategy<TableId> topics;
    private final MySqlDatabaseSchema schema;
    private final MySqlPartition partition;
    private final Optional<AfterState> afterState;

    /**
     * @param settings the configuration in Debezium's words
     * @param connection to learn the server's own settings by
     * @param afterState which tables' rows are sent bare; empty if none are
     */
    TableShapes(Map<String, String> settings, LoadConnection connection, Optional<AfterState> afterState)
            throws SQLException {
        this.afterState = afterState;
        Map<String, String> own = new HashMap<>(settings);
        // What is parsed here is of no use to anybody later.
        own.put("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory");
        Configuration configuration = Configuration.from(own);
        config = new MySqlConnectorConfig(configuration);
        config.getServiceRegistry().registerServiceProvider(new CustomConverterServiceProvider());
        topics = topics(config);
        partition = new MySqlPartition(config.getLogicalName(), null);
        schema = new MySqlDatabaseSchema(
                config,
                converters(config),
                topics,
                config.schemaNameAdjuster(),
                connection.debezium().isTableIdCaseSensitive(),
                config.getServiceRegistry().tryGetService(CustomConverterRegistry.class),
                new MySqlTaskContext(configuration, config));
        parse(connection.debezium().setStatementFor(connection.debezium().readCharsetSystemVariables()), "");
        schema.setSystemVariables(
                BinlogSystemVariables.BinlogScope.GLOBAL, connection.debezium().readSqlModeSystemVariable());
    }

    MySqlConnectorConfig config() {
        return config;
    }

    /** The shape of a table that this statement would create. */
    synchronized TableShape shape(TableId id, String createStatement) {
        // Else the columns of an older structure would stay beside the new ones.
        parse("DROP TABLE IF EXISTS " + LoadConnection.quoted(id), id.catalog());
        parse(createStatement, id.catalog());
        Table table = schema.tableFor(id);
        TableSchema made = table == null ? null : schema.schemaFor(id);
        if (made == null) {
            throw new ConnectException("Debezium cannot make out the structure of table " + id);
        }
        String topic = topics.dataChangeTopic(id);
        boolean bare = afterState
                .filter(it -> it.fits(topic, id.catalog(), id.table(), made.valueSchema()))
                .isPresent();
        return new TableShape(table, made, topic, digest(createStatement), bare);
    }

    /** A digest of a table's structure, without what changes as rows come. */
    static String digest(String createStatement) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(COUNTER.matcher(createStatement).replaceFirst("").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        schema.close();
    }

    private void parse(String statement, String database) {
        MySqlOffsetContext nowhere = MySqlOffsetContext.initial(config);
        for (SchemaChangeEvent event :
                schema.parseSnapshotDdl(partition, statement, database, nowhere, Instant.EPOCH)) {
            schema.applySchemaChange(event);
        }
    }

    @SuppressWarnings("unchecked")
    private static TopicNamingStrategy<TableId> topics(MySqlConnectorConfig config) {
        return config.getTopicNamingStrategy(MySqlConnectorConfig.TOPIC_NAMING_STRATEGY);
    }

    /** As Debezium's task makes them. */
    private static MySqlValueConverters converters(MySqlConnectorConfig config) {
        return new MySqlValueConverters(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                config.isTimeAdjustedEnabled() ? MySqlValueConverters::adjustTemporal : value -> value,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }
}
