package io.bendsync.sink;

import io.bendsync.sink.config.ConnectionKeys;
import io.bendsync.sink.config.PrimaryKeyMode;
import io.bendsync.sink.config.RecordKeys;
import io.bendsync.sink.config.SinkSettings;
import io.bendsync.sink.config.TableKeys;
import io.bendsync.sink.databend.Catalog;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Endpoint;
import io.bendsync.sink.databend.ErrorKind;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.TableName;
import io.bendsync.sink.record.TableNames;
import io.bendsync.sink.schema.TableSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Finds what is wrong between a configuration and the server, each problem at the key to change. */
final class ServerProblems {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final SinkSettings settings;
    private final BiConsumer<String, String> report;

    ServerProblems(SinkSettings settings, BiConsumer<String, String> report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * Asks the server, for some seconds at most.
     *
     * @param topics the topics to be read, as far as they are known by name
     */
    void find(List<String> topics) {
        try (Endpoint endpoint = Connections.endpoint(settings.connection(), CONNECT_LIMIT, ANSWER_LIMIT)) {
            Session session = new Session(endpoint, settings.connection().database(), Map.of());
            session.execute("SELECT 1");
            database(session);
            for (String topic : topics) {
                table(session, topic);
            }
        } catch (DatabendException e) {
            report.accept(key(e.kind()), Connections.explain(settings.connection(), e));
        }
    }

    private static String key(ErrorKind kind) {
        return kind == ErrorKind.CREDENTIALS ? ConnectionKeys.PASSWORD : ConnectionKeys.URL;
    }

    private void database(Session session) throws DatabendException {
        String database = settings.connection().database();
        if (!settings.schema().create() && !Catalog.hasDatabase(session, database)) {
            report.accept(
                    ConnectionKeys.DATABASE,
                    "There is no database '" + database + "' in Databend; create it, or set auto.create=true");
        }
    }

    private void table(Session session, String topic) throws DatabendException {
        boolean namedByRecord = !settings.records().tablesByTopic().containsKey(topic)
                && settings.records().tableNameFormat().contains("${source.");
        if (settings.schema().create() || namedByRecord) {
            return;
        }
        TableName name = new TableNames(
                        settings.records().tableNameFormat(),
                        settings.records().tablesByTopic(),
                        settings.records().defaultDatabase(),
                        settings.records().foldNames())
                .of(topic, null, null);
        Optional<TableSchema> table =
                Catalog.columns(session, name).map(columns -> TableSchema.described(name, columns));
        if (table.isEmpty()) {
            report.accept(
                    TableKeys.NAME_FORMAT,
                    "Table " + name + " for topic " + topic
                            + " does not exist in Databend; create it, or set auto.create=true");
            return;
        }
        boolean needsColumns = settings.records().pkMode() != PrimaryKeyMode.NONE
                && !settings.schema().evolve();
        for (String field : needsColumns ? settings.records().pkFields() : List.<String>of()) {
            if (table.get().column(field).isEmpty()) {
                report.accept(
                        RecordKeys.PK_FIELDS,
                        "Table " + name + " has no column '" + field + "'; add it, or set auto.evolve=true");
            }
        }
    }
}
