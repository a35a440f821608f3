package io.bendsync.runtime.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connector configurations and statements of the article "Building Real-time Data Synchronization with Databend Kafka
 * Connect". Changed are the addresses, and the classes, which are ours.
 */
final class Article {
    /** The password of root in the article's configuration. */
    static final String MYSQL_PASSWORD = "123456";

    static final String SOURCE = "test-source-mysql-jdbc-autoincrement";
    static final String SINK = "databend";

    static final String CREATE_DATABASE = "CREATE DATABASE mydb";
    static final String CREATE_TABLE = "CREATE TABLE mydb.test_kafka (id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,"
            + "name VARCHAR(255) NOT NULL,description VARCHAR(512))";
    static final String START_AT_TEN = "ALTER TABLE mydb.test_kafka AUTO_INCREMENT = 10";
    static final String INSERT_TEN = """
            INSERT INTO mydb.test_kafka VALUES (default,"scooter","Small 2-wheel scooter"),
            (default,"car battery","12V car battery"),
            (default,"12-pack drill bits","12-pack of drill bits with sizes ranging from #40 to #3"),
            (default,"hammer","12oz carpenter's hammer"),
            (default,"hammer","14oz carpenter's hammer"),
            (default,"hammer","16oz carpenter's hammer"),
            (default,"rocks","box of assorted rocks"),
            (default,"jacket","water resistent black wind breaker"),
            (default,"cloud","test for databend"),
            (default,"spare tire","24 inch spare tire")""";

    /**
     * The article says {@code add column tms timestamp}, which in its MySQL 5.7 made a column that follows every change.
     * Since MySQL 8 that has to be said.
     */
    static final String ADD_COLUMN = "ALTER TABLE mydb.test_kafka ADD COLUMN tms TIMESTAMP NOT NULL"
            + " DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP";

    static final String INSERT_TWENTY = "INSERT INTO mydb.test_kafka VALUES (20,\"new data\",\"from kafka\",now())";
    static final String UPDATE_TWENTY = "UPDATE mydb.test_kafka SET name=\"update from kafka test\" WHERE id=20";

    private Article() {}

    /** mysql.properties in mode incrementing. */
    static Map<String, String> incrementingSource(int mysqlPort) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", SOURCE);
        config.put("connector.class", "io.bendsync.source.jdbc.JdbcSourceConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", "jdbc:mysql://127.0.0.1:" + mysqlPort + "/mydb?useSSL=false");
        config.put("connection.user", "root");
        config.put("connection.password", MYSQL_PASSWORD);
        config.put("mode", "incrementing");
        config.put("table.whitelist", "mydb.test_kafka");
        config.put("poll.interval.ms", "1000");
        config.put("table.poll.interval.ms", "3000");
        config.put("incrementing.column.name", "id");
        config.put("topics", "test_kafka");
        return config;
    }

    /** mysql.properties with the mode changed and the timestamp column uncommented. */
    static Map<String, String> timestampSource(int mysqlPort) {
        Map<String, String> config = incrementingSource(mysqlPort);
        config.put("mode", "timestamp+incrementing");
        config.put("timestamp.column.name", "tms");
        return config;
    }

    /** databend.properties. */
    static Map<String, String> sink(String databendUrl) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", SINK);
        config.put("connector.class", "io.bendsync.sink.DatabendSinkConnector");
        config.put("connection.url", databendUrl);
        config.put("connection.user", "databend");
        config.put("connection.password", "databend");
        config.put("connection.attempts", "5");
        config.put("connection.backoff.ms", "10000");
        config.put("connection.database", "default");
        config.put("table.name.format", "default.${topic}");
        config.put("max.retries", "10");
        config.put("batch.size", "1");
        config.put("auto.create", "true");
        config.put("auto.evolve", "true");
        config.put("insert.mode", "upsert");
        config.put("pk.mode", "record_value");
        config.put("pk.fields", "id");
        config.put("topics", "test_kafka");
        config.put("errors.tolerance", "all");
        return config;
    }
}
