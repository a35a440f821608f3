package io.bendsync.sink.databend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabendUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:databend://h, http://h:8000",
        "jdbc:databend://h:8123/db, http://h:8123",
        "jdbc:databend://h?ssl=true, https://h:443",
        "jdbc:databend://h:8443?sslmode=enable, https://h:8443",
        "http://h:8000, http://h:8000",
        "https://h, https://h:443",
        "jdbc:databend://[::1]:8000/x, http://[::1]:8000"
    })
    void theServerIsFound(String url, String base) {
        assertThat(DatabendUrl.parse(url).base()).hasToString(base);
    }

    @Test
    void tlsMayBeAskedForBesideTheUrl() {
        assertThat(DatabendUrl.parse("jdbc:databend://h:8000/d", true).base()).hasToString("https://h:8000");
    }

    @Test
    void accountDatabaseAndOptionsAreTaken() {
        DatabendUrl url = DatabendUrl.parse(
                "jdbc:databend://us%40er:p%3Aw@h:1/shop?warehouse=w&presigned_url_disabled=true&query_timeout=5");
        assertThat(url.user()).contains("us@er");
        assertThat(url.password()).contains("p:w");
        assertThat(url.database()).contains("shop");
        assertThat(url.warehouse()).contains("w");
        assertThat(url.presigned()).isFalse();
        assertThat(url.toString() + url.address()).doesNotContain("p:w").doesNotContain("us@er");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://h",
                "jdbc:databend://",
                "jdbc:databend://a,b/x",
                "jdbc:databend://h?autoDeserialize=true",
                "jdbc:databend://h?ssl_cert=/etc/passwd"
            })
    void whatIsNotAllowedIsRefusedWithAReason(String url) {
        assertThatThrownBy(() -> DatabendUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).{15,}");
    }
}
