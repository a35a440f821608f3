package io.bendsync.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The older release, which comes by another way. */
class MySql80IT {
    @TempDir
    Path folder;

    @Test
    void olderReleaseTakesRowsAndKnowsTimeZones() throws Exception {
        try (LocalMySql mysql = LocalMySql.builder(CacheFolder.standard())
                .version(MySqlVersion.V8_0)
                .dataFolder(folder.resolve("data"))
                .start()) {
            assertThat(mysql.version()).isEqualTo("8.0.33");
            try (Connection connection = DriverManager.getConnection(mysql.url(""), mysql.user(), mysql.password());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT @@version, @@gtid_mode, CONVERT_TZ('2024-01-01 12:00:00', 'Asia/Tokyo', 'UTC')")) {
                row.next();
                assertThat(row.getString(1)).startsWith("8.0.33");
                assertThat(row.getString(2)).isEqualTo("ON");
                assertThat(row.getString(3)).startsWith("2024-01-01 03:00:00");
            }
        }
    }
}
