package io.bendsync.runtime.repair;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.runtime.verify.Finding;
import io.bendsync.runtime.verify.KeyCondition;
import io.bendsync.runtime.verify.TableReport;
import io.bendsync.transforms.SoftDelete;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Sends the rows of some keys as they are in MySQL now, and the removal of those that are not there. A change that the
 * pipeline brings at the same moment may reach the topic before the older row that was just read, and would be undone:
 * so the rows are read once more after Kafka has them, and sent again if they have changed. What changes after that
 * reading also reaches the topic after it.
 */
final class TableRepair {
    private static final int KEYS_AT_ONCE = 200;
    private static final int ROUNDS = 5;

    private final Pipeline pipeline;
    private final ConnectorConfigs configs;
    private final PresentRows present;
    private final RepairTopic topic;

    TableRepair(Pipeline pipeline, PresentRows present, RepairTopic topic) {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
        this.present = present;
        this.topic = topic;
    }

    /** How many rows were sent, and how many keys could not be, with the reason. */
    record Sent(int rows, int removals, String refusal) {
        private Sent plus(Sent other) {
            return new Sent(rows + other.rows, removals + other.removals, refusal.isEmpty() ? other.refusal : refusal);
        }
    }

    /** Sends what a comparison found to differ. */
    Sent send(TableReport report) {
        if (report.key().isEmpty()) {
            return new Sent(0, 0, "it has no primary key by which a row could be replaced");
        }
        String events = configs.topicOf(report.table().toString());
        if (binlog() && topic.partitions(events) > 1) {
            return new Sent(
                    0,
                    0,
                    "topic " + events + " has several partitions, and a row sent for the repair may come to another one"
                            + " than its changes, in no order with them: read the tables again by bendsync resync "
                            + pipeline.file());
        }
        List<List<String>> keys = report.findings().stream()
                .filter(finding -> !finding.severalTimes() && !finding.withoutKey())
                .map(Finding::key)
                .toList();
        Sent sent = new Sent(0, 0, refusal(report));
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            sent = sent.plus(send(report, keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE))));
        }
        return sent;
    }

    /** Why some are not sent at all, or an empty text. */
    private static String refusal(TableReport report) {
        List<Finding> several =
                report.findings().stream().filter(Finding::severalTimes).toList();
        if (!several.isEmpty()) {
            return several.size() + (several.size() == 1 ? " row is" : " rows are")
                    + " in Databend several times, where"
                    + " an upsert changes each and removes none: DELETE all rows with "
                    + (several.size() == 1 ? "its key" : "these keys") + " there, then --repair sends "
                    + (several.size() == 1 ? "it" : "them") + " anew";
        }
        return report.findings().stream().anyMatch(Finding::withoutKey)
                ? "a row whose key is NULL cannot be told apart from others"
                : "";
    }

    private Sent send(TableReport report, List<List<String>> keys) {
        Optional<String> condition = KeyCondition.of(report.key(), keys);
        if (condition.isEmpty()) {
            return new Sent(0, 0, "a key column's type is one that verify cannot name rows by");
        }
        Map<Object, Object> known = new HashMap<>();
        Sent sent = new Sent(0, 0, "");
        for (int round = 0; round < ROUNDS; round++) {
            // In this order: a row that is inserted in between is seen as absent and then read, and the row comes last.
            List<List<String>> absent = present.absent(report, condition.get(), keys);
            List<SourceRecord> rows = present.read(report, condition.get());
            Batch batch = new Batch(report, known);
            String refusal = batch.addRemovals(absent, rows);
            rows.forEach(batch::addRow);
            if (batch.records.isEmpty()) {
                return sent.plus(new Sent(0, 0, refusal));
            }
            topic.send(batch.records);
            sent = new Sent(Math.max(sent.rows, rows.size()), Math.max(sent.removals, batch.removals), refusal);
        }
        return sent.plus(new Sent(
                0,
                0,
                "rows changed in MySQL at each of " + ROUNDS
                        + " looks, and what was sent last may be older than what the"
                        + " pipeline brought meanwhile: verify again when they are quieter"));
    }

    private boolean binlog() {
        return pipeline.source().capture() == Capture.BINLOG;
    }

    /** The records of one round: only what was not sent in just this state before. */
    private final class Batch {
        private static final Object GONE = "gone";

        private final TableReport report;
        private final Map<Object, Object> known;
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private int removals;

        private Batch(TableReport report, Map<Object, Object> known) {
            this.report = report;
            this.known = known;
        }

        private void addRow(SourceRecord row) {
            if (row.value().equals(known.put(row.key(), row.value()))) {
                return;
            }
            records.add(binlog() ? topic.event(topicName(row), database(), table(), row) : topic.row(row));
        }

        /** Why some could not be added, or an empty text. */
        private String addRemovals(List<List<String>> absent, List<SourceRecord> rows) {
            if (absent.isEmpty()) {
                return "";
            }
            Optional<SourceRecord> sample = rows.isEmpty() ? present.sample(report) : Optional.of(rows.get(0));
            if (sample.isEmpty()) {
                return "it is empty in MySQL: TRUNCATE it in Databend";
            }
            Schema schema = sample.get().keySchema();
            for (List<String> cells : absent) {
                Optional<Struct> key = KeyStruct.of(schema, whole(cells));
                if (key.isEmpty()) {
                    return "a row that is in Databend only has a key that cannot be sent: DELETE it there";
                }
                if (!GONE.equals(known.put(key.get(), GONE))) {
                    records.add(removal(topicName(sample.get()), key.get()));
                    removals++;
                }
            }
            return "";
        }

        /** With the shard that is part of the record's key but not of MySQL's. */
        private List<String> whole(List<String> cells) {
            Optional<TableRule> merging = report.table().rule().filter(TableRule::merges);
            List<String> all = new ArrayList<>(cells);
            merging.ifPresent(rule -> all.add(rule.shardValue().of(database(), table())));
            return all;
        }

        private ProducerRecord<byte[], byte[]> removal(String name, Struct key) {
            if (report.table().softDelete().isEmpty()
                    || report.table().rule().filter(TableRule::softDeletes).isEmpty()) {
                // Where all deletes are soft the sink makes them so.
                return binlog() ? topic.removal(name, database(), table(), key) : topic.tombstone(name, key);
            }
            Struct row = SoftDelete.row(key, report.table().softDelete(), Date.from(Instant.now()));
            SourceRecord deleted = new SourceRecord(null, null, name, null, key.schema(), key, row.schema(), row);
            return binlog() ? topic.event(name, database(), table(), deleted) : topic.row(deleted);
        }

        private String topicName(SourceRecord row) {
            return binlog() ? configs.topicOf(report.table().toString()) : row.topic();
        }

        private String database() {
            return report.table().mysqlDatabase();
        }

        private String table() {
            return report.table().mysqlTable();
        }
    }
}
