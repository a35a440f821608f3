package io.bendsync.source.cdc;

import io.bendsync.testkit.MySqlDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a connector for one test: only what differs from this is said there. */
final class CdcConfig {

    private final Map<String, String> config = new HashMap<>();

    /** All tables of a database, the history of their structure in a file. */
    static CdcConfig of(MySqlDatabase mysql, Path folder) {
        return of(mysql.url(), mysql.user(), mysql.password(), folder).with("name", mysql.name());
    }

    static CdcConfig of(String url, String user, String password, Path folder) {
        return new CdcConfig()
                .with("name", "test")
                .with("connection.url", url.replaceFirst("\\?.*", ""))
                .with("connection.user", user)
                .with("connection.password", password)
                .with("topic.prefix", "it")
                .with("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory")
                .with(
                        "schema.history.internal.file.filename",
                        folder.resolve("history.jsonl").toString());
    }

    CdcConfig with(String key, String value) {
        config.put(key, value);
        return this;
    }

    Map<String, String> map() {
        return Map.copyOf(config);
    }
}
