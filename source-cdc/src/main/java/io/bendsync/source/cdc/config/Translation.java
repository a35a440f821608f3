package io.bendsync.source.cdc.config;

import io.bendsync.mysql.DriverOption;
import io.bendsync.mysql.IdleOptions;
import io.bendsync.mysql.TlsKey;
import io.debezium.connector.mysql.MySqlConnector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the user's words to Debezium's: our keys are translated, a Debezium key given by its own name wins over them,
 * and what neither says gets a safe default. One instance translates one configuration.
 */
public final class Translation {

    private static final Map<String, String> SYNONYMS = Map.of(
            CdcKeys.USER, "database.user",
            CdcKeys.PASSWORD, "database.password",
            CdcKeys.ATTEMPTS, "errors.max.retries",
            CdcKeys.BACKOFF, "retriable.restart.connector.wait.ms");
    private static final List<String> TABLE_LISTS = List.of("table.include.list", "table.exclude.list");
    private static final List<String> DATABASE_CHOICES =
            List.of("database.include.list", "database.exclude.list", "table.include.list");

    private final Map<String, String> user;
    private final Map<String, String> debezium = new LinkedHashMap<>();
    private final Map<String, String> given = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Translation(Map<String, String> user) {
        this.user = user;
    }

    /**
     * Translates a whole configuration; touches no server.
     *
     * @param user what the user wrote, with Connect's own keys; null values count as not given
     */
    public static Translated of(Map<String, String> user) {
        return new Translation(user).translate();
    }

    private Translated translate() {
        user.forEach((key, value) -> {
            if (value != null) {
                debezium.put(key, value);
                given.put(key, key);
            }
        });
        capture();
        SYNONYMS.forEach(this::synonym);
        if ("ignore".equals(user.get(CdcKeys.TRUNCATE))) {
            put("skipped.operations", "t", CdcKeys.TRUNCATE);
        }
        tls();
        Optional<ConnectionUrl> url = url();
        url.ifPresent(this::server);
        tables(url.flatMap(ConnectionUrl::database));
        required();
        SafeDefaults.fillIn(debezium);
        schemaHistory();
        problems.addAll(DriverSettings.problems(debezium, given));
        readInUtc();
        CdcKeys.definition().names().forEach(debezium::remove);
        // Debezium picks its own parts for locks and queries by this name.
        debezium.put("connector.class", MySqlConnector.class.getName());
        serverId();
        return new Translated(debezium, problems, given);
    }

    /**
     * Has the first load read TIMESTAMPs in UTC. Debezium reads them in the server's zone, where the hour that comes twice
     * each autumn cannot be told from itself.
     */
    private void readInUtc() {
        if (!debezium.containsKey("database.connectionTimeZone")
                && !debezium.containsKey("driver.connectionTimeZone")) {
            debezium.put("driver.connectionTimeZone", "UTC");
            debezium.put("driver.forceConnectionTimeZoneToSession", "true");
        }
    }

    private void capture() {
        String word = user.getOrDefault(CdcKeys.CAPTURE, Capture.ALL.word());
        Capture.of(word)
                .map(Capture::refusal)
                .orElseGet(() -> Optional.of("'" + word + "' is not known; use all"))
                .ifPresent(message -> problems.add(new Problem(CdcKeys.CAPTURE, message)));
    }

    private void synonym(String ours, String theirs) {
        String value = user.get(ours);
        if (value != null) {
            put(theirs, value, ours);
        }
    }

    private Optional<ConnectionUrl> url() {
        String url = user.get(CdcKeys.URL);
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConnectionUrl.parse(url.trim()));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(CdcKeys.URL, "connection.url: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private void server(ConnectionUrl url) {
        put("database.hostname", url.host(), CdcKeys.URL);
        put("database.port", Integer.toString(url.port()), CdcKeys.URL);
        options(url.options());
        if (url.isLoopback()) {
            // Nobody listens between two programs of one machine, so the server's key may be asked from itself.
            put("driver.allowPublicKeyRetrieval", "true", CdcKeys.URL);
        }
        url.database()
                .filter(name -> DATABASE_CHOICES.stream().noneMatch(debezium::containsKey))
                .ifPresent(name -> put("database.include.list", TableNames.literal(name), CdcKeys.URL));
    }

    private void options(Map<String, String> options) {
        Map<DriverOption, String> known = new EnumMap<>(DriverOption.class);
        options.forEach((name, value) -> {
            Optional<DriverOption> option = DriverOption.named(name);
            option.ifPresent(it -> known.put(it, value));
            if (option.isEmpty() && !IdleOptions.contains(name)) {
                problems.add(new Problem(CdcKeys.URL, "connection.url: " + refused(name)));
            }
        });
        known.forEach(this::option);
    }

    private void option(DriverOption option, String value) {
        Optional<String> complaint = option.complaint(value);
        complaint.ifPresent(
                text -> problems.add(new Problem(CdcKeys.URL, "connection.url: " + option.driverName() + " " + text)));
        if (complaint.isEmpty()) {
            DebeziumOption.key(option, value)
                    .ifPresent(key -> put(key, DebeziumOption.value(option, value), CdcKeys.URL));
        }
    }

    /** Before the URL's options, over which the keys win. */
    private void tls() {
        for (TlsKey key : TlsKey.values()) {
            String value = user.get(key.key());
            if (value == null || value.isBlank()) {
                continue;
            }
            try {
                String driverValue = key.driverValue(value);
                DebeziumOption.key(key.option(), driverValue)
                        .ifPresent(theirs -> put(theirs, DebeziumOption.value(key.option(), driverValue), key.key()));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(key.key(), key.key() + " " + e.getMessage()));
            }
        }
    }

    private static String refused(String name) {
        return switch (name) {
            case "user", "password" ->
                "leave '" + name + "' out of the URL, where logs may show it, and give it as connection." + name;
            default -> "option '" + name + "' is not let through; leave it out";
        };
    }

    private void tables(Optional<String> database) {
        for (String key : TABLE_LISTS) {
            String list = debezium.get(key);
            if (list == null) {
                continue;
            }
            try {
                debezium.put(key, TableNames.qualified(list, database));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(key, key + ": " + e.getMessage()));
            }
        }
    }

    private void required() {
        require("database.hostname", CdcKeys.URL, "say where MySQL is: jdbc:mysql://host:port/database");
        require("database.user", CdcKeys.USER, "name the MySQL account that reads the binlog");
        require("topic.prefix", "topic.prefix", "give a name for the topics to begin with, one for each connector");
    }

    private void require(String debeziumKey, String userKey, String remedy) {
        boolean complained = problems.stream().anyMatch(problem -> problem.key().equals(userKey));
        if (debezium.getOrDefault(debeziumKey, "").isBlank() && !complained) {
            problems.add(new Problem(userKey, userKey + " is missing: " + remedy));
        }
    }

    private void schemaHistory() {
        String servers = "schema.history.internal.kafka.bootstrap.servers";
        if (debezium.get("schema.history.internal").endsWith(".KafkaSchemaHistory")
                && debezium.getOrDefault(servers, "").isBlank()) {
            problems.add(new Problem(
                    servers,
                    servers + " is missing: the history of the tables' structure is kept in a Kafka topic; name the"
                            + " brokers that the Connect worker itself uses"));
        }
    }

    private void serverId() {
        debezium.computeIfAbsent(
                "database.server.id",
                key -> Long.toString(ServerIds.of(debezium).first()));
    }

    private void put(String debeziumKey, String value, String userKey) {
        if (debezium.putIfAbsent(debeziumKey, value) == null) {
            given.put(debeziumKey, userKey);
        }
    }
}
