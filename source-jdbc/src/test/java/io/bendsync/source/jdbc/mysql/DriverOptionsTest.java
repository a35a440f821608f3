package io.bendsync.source.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.MySqlUrl;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverOptionsTest {
    @Test
    void oursWinOverTheUsers() {
        var options = DriverOptions.effective(
                MySqlUrl.parse("jdbc:mysql://127.0.0.1/d"),
                Map.of("useCursorFetch", "true", "useSSL", "false"),
                Encryption.VERIFIED);
        assertThat(options)
                .containsEntry("useCursorFetch", "false")
                .containsEntry("allowLoadLocalInfile", "false")
                .containsEntry("useSSL", "false")
                .doesNotContainKey("sslMode");
    }
}
