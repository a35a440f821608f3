package io.bendsync.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlUrlTest {
    @Test
    void partsAreFound() {
        MySqlUrl url = MySqlUrl.parse("jdbc:mysql://h:3306/my%20db?useSSL=false&tcpKeepAlive=true");
        assertThat(url.hosts()).isEqualTo("h:3306");
        assertThat(url.database()).contains("my db");
        assertThat(url.options()).isEqualTo(Map.of("useSSL", "false", "tcpKeepAlive", "true"));
        assertThat(url.bare()).isEqualTo("jdbc:mysql://h:3306/my%20db");
        assertThat(MySqlUrl.parse("jdbc:mysql://h").database()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql://h/d",
                "jdbc:mysql:loadbalance://h/d",
                "jdbc:mysql+srv://h/d",
                "jdbc:mysql://user:s3cret@h/d",
                "jdbc:mysql://(host=h,allowLoadLocalInfile=true)/d",
                "jdbc:mysql://address=(host=h)(allowLoadLocalInfile=true)/d",
                "jdbc:mysql://h/d#s3cret"
            })
    void otherFormsAreRefusedWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> MySqlUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mysql://host:3306/database")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void loopbackIsKnown() {
        for (String host : new String[] {"localhost", "127.0.0.1:3306", "[::1]:3306", "localhost:1,127.1.2.3"}) {
            assertThat(MySqlUrl.parse("jdbc:mysql://" + host + "/d").loopback())
                    .as(host)
                    .isTrue();
        }
        assertThat(MySqlUrl.parse("jdbc:mysql://localhost,db.example.org/d").loopback())
                .isFalse();
    }
}
