package io.bendsync.source.cdc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class LoadedEventsTest {

    private static final String SERVER = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("file", Schema.OPTIONAL_STRING_SCHEMA)
            .field("pos", Schema.OPTIONAL_INT64_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @Test
    void startThatTheReadingHasBehindItIsForgottenByItsGtids() {
        LoadedEvents loaded = new LoadedEvents(Map.of("shop.t", new Position("binlog.000002", 500, SERVER + ":1-7")));

        loaded.passed(Map.of("file", "binlog.000009", "pos", 4L, "gtids", SERVER + ":1-6"));
        assertThat(loaded.include("shop.t", source("binlog.000009", 100, SERVER + ":7")))
                .isTrue();
        assertThat(loaded.include("shop.t", source("binlog.000009", 200, SERVER + ":8")))
                .isFalse();
        loaded.passed(Map.of("file", "binlog.000009", "pos", 200L, "gtids", SERVER + ":1-7"));

        assertThat(loaded.include("shop.t", source("binlog.000009", 100, SERVER + ":7")))
                .isFalse();
    }

    @Test
    void theSameByFileAndPosition() {
        LoadedEvents loaded = new LoadedEvents(Map.of(
                "shop.t", new Position("binlog.000002", 500, ""), "shop.later", new Position("binlog.000003", 4, "")));

        loaded.passed(Map.of("file", "binlog.000002", "pos", 499L));
        assertThat(loaded.include("shop.t", source("binlog.000002", 499, null))).isTrue();
        loaded.passed(Map.of("file", "binlog.000002", "pos", 500L));

        assertThat(loaded.include("shop.t", source("binlog.000002", 499, null))).isFalse();
        assertThat(loaded.include("shop.later", source("binlog.000002", 600, null)))
                .isTrue();
    }

    private static Struct source(String file, long pos, String gtid) {
        return new Struct(SOURCE).put("file", file).put("pos", pos).put("gtid", gtid);
    }
}
