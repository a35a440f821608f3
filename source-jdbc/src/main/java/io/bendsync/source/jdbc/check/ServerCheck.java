package io.bendsync.source.jdbc.check;

import io.bendsync.mysql.OutdatedCertificate;
import io.bendsync.mysql.TlsKey;
import io.bendsync.source.jdbc.binlog.KeyText;
import io.bendsync.source.jdbc.config.Keys;
import io.bendsync.source.jdbc.config.SourceConfig;
import io.bendsync.source.jdbc.config.TableSelection;
import io.bendsync.source.jdbc.decode.ColumnDecoders;
import io.bendsync.source.jdbc.failure.SourceException;
import io.bendsync.source.jdbc.mysql.MySqlSessions;
import io.bendsync.source.jdbc.mysql.Session;
import io.bendsync.source.jdbc.mysql.SqlErrors;
import io.bendsync.source.jdbc.page.QueryRelation;
import io.bendsync.source.jdbc.position.CursorChoice.Unfit;
import io.bendsync.source.jdbc.position.ReadingOrder;
import io.bendsync.source.jdbc.table.TableCatalog;
import io.bendsync.source.jdbc.table.TableName;
import io.bendsync.source.jdbc.table.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a configuration against the server: that it answers, lets the account in, and has tables and columns. */
public final class ServerCheck {
    /** How long the server may take to answer, in milliseconds. */
    private static final int TIMEOUT_MS = 5000;

    private final SourceConfig config;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * The check of one configuration against its server; connects when asked to.
     *
     * @param config a configuration that is sound as far as can be seen without the server
     */
    public ServerCheck(SourceConfig config) {
        this.config = config;
    }

    /** Everything that is wrong, empty when all is well. */
    public List<Problem> problems() {
        MySqlSessions sessions = config.sessions();
        try (Connection connection = sessions.open(TIMEOUT_MS)) {
            if (config.query().isPresent()) {
                checkQuery(config.query().get(), sessions);
            } else {
                if (config.binlogDeletes().isPresent()) {
                    problems.addAll(new BinlogCheck(connection).problems());
                }
                checkTables(
                        new TableCatalog(connection),
                        new IndexCheck(connection, new ColumnDecoders(config.decoding())));
            }
        } catch (SQLException e) {
            problems.add(problem(sessions, e));
        }
        return List.copyOf(problems);
    }

    /** What an error at connecting means and which key it belongs to. */
    public static Problem problem(MySqlSessions sessions, SQLException e) {
        if (SqlErrors.badCredentials(e)) {
            return sessions.user().isBlank()
                    ? new Problem(
                            Keys.USER,
                            "is missing; the MySQL server at " + sessions.url().hosts() + " wants one")
                    : new Problem(
                            Keys.PASSWORD,
                            "is wrong for user " + sessions.user() + ", or there is no such user at the MySQL server "
                                    + sessions.url().hosts() + "; correct connection.password or connection.user");
        }
        if (SqlErrors.unknownDatabase(e)) {
            return new Problem(
                    Keys.URL,
                    "names the database " + sessions.url().database().orElse("") + ", which the MySQL server "
                            + sessions.url().hosts() + " does not have; create it or correct the URL");
        }
        if (SqlErrors.denied(e)) {
            return new Problem(
                    Keys.USER,
                    sessions.user() + " may not use what the MySQL server was asked for: " + SqlErrors.brief(e)
                            + "; grant it SELECT");
        }
        Optional<String> outdated = OutdatedCertificate.complaint(e);
        if (outdated.isPresent()) {
            return new Problem(
                    TlsKey.MODE.key(),
                    ": the certificate of the MySQL server " + sessions.url().hosts() + " " + outdated.get());
        }
        if (SqlErrors.untrusted(e)) {
            return new Problem(
                    TlsKey.MODE.key(),
                    ": the certificate of the MySQL server " + sessions.url().hosts()
                            + " is not from a known authority, or made out for another name; put its authority's"
                            + " certificate into connection.ssl.truststore, or set connection.ssl.mode=verify_ca (any"
                            + " name) or required (encrypted, but whoever answers is believed)");
        }
        if (SqlErrors.tlsNotOffered(e)) {
            return new Problem(
                    TlsKey.MODE.key(),
                    "wants encryption, and the MySQL server " + sessions.url().hosts()
                            + " offers none; switch TLS on in the server, or set connection.ssl.mode=disabled");
        }
        if (SqlErrors.badTlsSettings(e)) {
            return new Problem(
                    TlsKey.TRUST_STORE.key(),
                    "or another connection.ssl setting cannot be used: " + SqlErrors.brief(e)
                            + "; correct the file, its password or its type");
        }
        if (SqlErrors.connectionLost(e)) {
            return new Problem(
                    Keys.URL,
                    "leads to no MySQL server that answers: " + sessions.url().hosts() + " (" + SqlErrors.brief(e)
                            + "); start the server, or correct host and port");
        }
        return new Problem(Keys.URL, "could not be used: " + SqlErrors.brief(e));
    }

    private void checkTables(TableCatalog catalog, IndexCheck indexes) throws SQLException {
        TableSelection selection = config.tables();
        List<TableName> all = catalog.tables(config.tableTypes());
        for (String missing : selection.missing(all)) {
            problems.add(new Problem(
                    Keys.WHITELIST,
                    "names " + missing + ", which does not exist or which "
                            + config.sessions().user() + " may not read; create it, grant SELECT, or take it out"));
        }
        List<TableName> tables = all.stream().filter(selection::selects).toList();
        if (config.oneTopic() && tables.size() > 1) {
            problems.add(new Problem(
                    Keys.TOPICS,
                    "names one topic, but " + tables.size() + " tables are selected; use topic.prefix instead"));
        }
        if (!config.oneTopic()) {
            checkTopics(tables);
        }
        for (TableName table : tables) {
            Optional<TableSchema> schema = catalog.describe(table);
            if (schema.isPresent()) {
                Optional<ReadingOrder> order = checkCursor(schema.get());
                if (order.isPresent() && !order.get().components().isEmpty()) {
                    indexes.look(schema.get(), order.get());
                }
                checkKey(schema.get());
                checkBinlogKey(schema.get());
            }
        }
    }

    private void checkKey(TableSchema schema) {
        if ((config.keyScan().isPresent() || config.binlogDeletes().isPresent())
                && schema.key().isEmpty()) {
            problems.add(new Problem(
                    Keys.DELETE_DETECTION,
                    "cannot be " + (config.keyScan().isPresent() ? "key-scan" : "binlog") + " for table "
                            + schema.name() + ", which has no primary key; add one, take the"
                            + " table out of the table settings, or set delete.detection=none"));
        }
    }

    private void checkBinlogKey(TableSchema schema) {
        schema.key().stream()
                .filter(column -> config.binlogDeletes().isPresent() && !KeyText.readable(column))
                .forEach(column -> problems.add(new Problem(
                        Keys.DELETE_DETECTION,
                        "cannot be binlog for table " + schema.name() + ", whose key column " + column.name() + " is "
                                + column.fullType() + "; set it to key-scan or none, or take the table out of the table"
                                + " settings")));
    }

    private void checkQuery(String query, MySqlSessions sessions) {
        QueryRelation relation = new QueryRelation(new TableName("", "query"), query, config.querySuffix());
        try (Session session = new Session(sessions)) {
            relation.describe(session).ifPresent(this::checkCursor);
        } catch (SQLException e) {
            // The server repeats parts of the query, which a masked one must not.
            problems.add(
                    config.queryMasked()
                            ? new Problem(Keys.QUERY_MASKED, "cannot be read (MySQL error " + e.getErrorCode() + ")")
                            : new Problem(Keys.QUERY, "cannot be read: " + SqlErrors.brief(e)));
        }
    }

    private void checkTopics(List<TableName> tables) {
        Map<String, TableName> byTopic = new HashMap<>();
        for (TableName table : tables) {
            TableName other = byTopic.putIfAbsent(config.topic(table), table);
            if (other != null) {
                problems.add(new Problem(
                        Keys.WHITELIST,
                        "selects " + other + " and " + table
                                + ", which would share one topic; set topic.naming=${db}.${table}"));
            }
        }
    }

    private Optional<ReadingOrder> checkCursor(TableSchema schema) {
        try {
            return Optional.of(config.cursor().in(schema));
        } catch (Unfit e) {
            problems.add(new Problem(e.setting().key(), ": " + e.getMessage()));
        } catch (SourceException e) {
            problems.add(new Problem(Keys.WHITELIST, ": " + e.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * Something to mend.
     *
     * @param key the setting to change
     * @param text what is wrong with it, to follow its name
     */
    public record Problem(String key, String text) {
        /** The whole message. */
        public String message() {
            return text.startsWith(":") ? key + text : key + " " + text;
        }
    }
}
