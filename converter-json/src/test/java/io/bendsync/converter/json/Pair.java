package io.bendsync.converter.json;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;

/** Ours and Kafka's converter, set up alike. */
record Pair(FastJsonConverter ours, JsonConverter theirs, Map<String, String> settings) {

    static Pair of(Map<String, String> settings) {
        Pair pair = new Pair(new FastJsonConverter(), new JsonConverter(), settings);
        pair.ours.configure(settings, false);
        pair.theirs.configure(settings, false);
        return pair;
    }

    Outcome weWrite(Schema schema, Object value) {
        return Outcome.of(() -> ours.fromConnectData("topic", schema, value));
    }

    Outcome theyWrite(Schema schema, Object value) {
        return Outcome.of(() -> theirs.fromConnectData("topic", schema, value));
    }

    Outcome weRead(byte[] record) {
        return Outcome.of(() -> ours.toConnectData("topic", record));
    }

    Outcome theyRead(byte[] record) {
        return Outcome.of(() -> theirs.toConnectData("topic", record));
    }
}
