package io.bendsync.runtime.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TargetSettings;
import io.bendsync.runtime.verify.CellKind;
import io.bendsync.runtime.verify.ComparedColumn;
import io.bendsync.runtime.verify.Finding;
import io.bendsync.runtime.verify.Sight;
import io.bendsync.runtime.verify.TablePair;
import io.bendsync.runtime.verify.TableReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

class TableRepairTest {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("v", Schema.STRING_SCHEMA)
            .build();

    private MockProducer<byte[], byte[]> kafka = producer(Cluster.empty());

    /** What MySQL has for the row with id 1, look by look; null for no row. */
    private final Deque<Optional<String>> states = new ArrayDeque<>();

    private Finding found =
            new Finding(List.of("1"), 0, 0, 1, new Sight(1, "x", List.of()), new Sight(1, "y", List.of()), List.of());

    @Test
    void aRowThatRestsIsSentOnce() {
        states.addAll(List.of(Optional.of("a"), Optional.of("a")));

        TableRepair.Sent sent = repair(Capture.POLLING);

        assertThat(sent.rows()).isEqualTo(1);
        assertThat(values()).singleElement().asString().contains("\"v\":\"a\"");
    }

    @Test
    void aRowThatChangesWhileItIsSentIsSentAgain() {
        states.addAll(List.of(Optional.of("old"), Optional.of("new"), Optional.of("new")));

        repair(Capture.POLLING);

        assertThat(values()).hasSize(2);
        assertThat(values().get(1)).contains("\"v\":\"new\"");
    }

    @Test
    void aRowThatIsDeletedWhileItIsSentIsRemovedAfterwards() {
        states.addAll(List.of(Optional.of("a"), Optional.empty(), Optional.empty()));

        TableRepair.Sent sent = repair(Capture.POLLING);

        assertThat(sent.removals()).isEqualTo(1);
        assertThat(values()).hasSize(2);
        assertThat(values().get(1)).isEqualTo("null");
    }

    @Test
    void aRowInsertedAfterItsRemovalWasSentComesBack() {
        states.addAll(List.of(Optional.empty(), Optional.of("again"), Optional.of("again")));

        repair(Capture.POLLING);

        assertThat(values().get(0)).isEqualTo("null");
        assertThat(values().get(1)).contains("\"v\":\"again\"");
    }

    @Test
    void aRowThatNeverRestsIsSaidToHaveChangedAtEachLook() {
        List.of("a", "b", "c", "d", "e").forEach(value -> states.add(Optional.of(value)));

        TableRepair.Sent sent = repair(Capture.POLLING);

        assertThat(sent.rows()).isEqualTo(1);
        assertThat(sent.refusal()).contains("changed in MySQL at each of 5 looks");
    }

    @Test
    void aRowThatIsThereSeveralTimesIsNotSentAndItIsSaidWhatToDo() {
        found = new Finding(
                List.of("1"), 0, 1, 0, new Sight(1, "x", List.of()), new Sight(2, "y", List.of()), List.of());

        TableRepair.Sent sent = repair(Capture.POLLING);

        assertThat(values()).isEmpty();
        assertThat(sent.refusal()).contains("1 row is in Databend several times", "DELETE");
    }

    @Test
    void theBinlogsTopicsGetEventsThatNameTheTable() {
        states.addAll(List.of(Optional.of("a"), Optional.of("a")));

        repair(Capture.BINLOG);

        assertThat(kafka.history()).extracting(ProducerRecord::topic).containsExactly("p.shop.odd_name");
        assertThat(values())
                .singleElement()
                .asString()
                .contains("\"op\":\"r\"", "\"db\":\"shop\"", "\"table\":\"odd name\"", "\"v\":\"a\"");
    }

    @Test
    void aTopicOfSeveralPartitionsIsRefusedSinceTheBinlogsKeysAreOthers() {
        states.addAll(List.of(Optional.of("a"), Optional.of("a")));
        String name = "p.shop.odd_name";
        Node node = new Node(0, "localhost", 9092);
        kafka = producer(new Cluster(
                "id",
                List.of(node),
                List.of(
                        new PartitionInfo(name, 0, node, new Node[0], new Node[0]),
                        new PartitionInfo(name, 1, node, new Node[0], new Node[0])),
                Set.of(),
                Set.of()));

        TableRepair.Sent sent = repair(Capture.BINLOG);

        assertThat(values()).isEmpty();
        assertThat(sent.refusal()).contains(name + " has several partitions", "bendsync resync p.yaml");
    }

    private static MockProducer<byte[], byte[]> producer(Cluster cluster) {
        return new MockProducer<>(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<String> values() {
        return kafka.history().stream()
                .map(record -> record.value() == null ? "null" : new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private TableRepair.Sent repair(Capture capture) {
        ComparedColumn id = new ComparedColumn("id", "id", CellKind.NUMBER, "int", "INT", true);
        TableReport report = new TableReport(
                new TablePair("shop", "odd name", "shop", "odd name"),
                1,
                1,
                List.of(id),
                List.of(found),
                0,
                List.of(),
                List.of(),
                false,
                "");
        try (RepairTopic topic = new RepairTopic(kafka, json(true), json(false))) {
            return new TableRepair(pipeline(capture), new Changing(), topic).send(report);
        }
    }

    /** A format that a test can look into. */
    private static Converter json(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "true"), isKey);
        return converter;
    }

    /** A row that changes between the looks; the question for absent keys and the reading are one look. */
    private final class Changing implements PresentRows {
        @Override
        public List<List<String>> absent(TableReport report, String condition, List<List<String>> keys) {
            return states.peek().isEmpty() ? keys : List.of();
        }

        @Override
        public List<SourceRecord> read(TableReport report, String condition) {
            return states.poll().map(value -> List.of(row(1, value))).orElse(List.of());
        }

        @Override
        public Optional<SourceRecord> sample(TableReport report) {
            return Optional.of(row(2, "another"));
        }

        private SourceRecord row(int id, String value) {
            return new SourceRecord(
                    Map.of(),
                    Map.of(),
                    "topic",
                    KEY,
                    new Struct(KEY).put("id", id),
                    ROW,
                    new Struct(ROW).put("id", id).put("v", value));
        }
    }

    private static Pipeline pipeline(Capture capture) {
        Endpoint endpoint = new Endpoint("jdbc:mysql://localhost/shop", "u", "p");
        return new Pipeline(
                Path.of("p.yaml"),
                "p",
                new SourceSettings(
                        endpoint,
                        capture,
                        "incrementing",
                        "",
                        List.of(),
                        List.of("shop.odd name"),
                        List.of(),
                        1,
                        Map.of()),
                new TargetSettings(endpoint, "upsert", Map.of()),
                Optional.empty(),
                Path.of("data"),
                Map.of());
    }
}
