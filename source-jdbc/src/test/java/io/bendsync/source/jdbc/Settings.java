package io.bendsync.source.jdbc;

import io.bendsync.testkit.MySqlDatabase;
import java.util.HashMap;
import java.util.Map;

/** Makes configurations for tests: what every test needs, and what one adds. */
final class Settings {
    private final Map<String, String> values = new HashMap<>();

    private Settings() {}

    static Settings of(MySqlDatabase mysql, String mode) {
        return of(mysql.url(), mysql.user(), mysql.password()).with("mode", mode);
    }

    static Settings of(String url, String user, String password) {
        return new Settings()
                .with("connection.url", url)
                .with("connection.user", user)
                .with("connection.password", password)
                .with("poll.interval.ms", "50");
    }

    Settings with(String key, String value) {
        values.put(key, value);
        return this;
    }

    Map<String, String> map() {
        return new HashMap<>(values);
    }
}
