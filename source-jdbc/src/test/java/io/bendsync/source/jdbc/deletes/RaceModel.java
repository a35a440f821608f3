package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.binlog.DeleteFeed;
import io.bendsync.source.jdbc.binlog.Deletion;
import io.bendsync.source.jdbc.binlog.Executed;
import io.bendsync.source.jdbc.page.Row;
import io.bendsync.source.jdbc.poll.Batch;
import io.bendsync.source.jdbc.poll.RowRecord;
import io.bendsync.source.jdbc.poll.TablePoller;
import io.bendsync.source.jdbc.poll.TableTarget;
import io.bendsync.source.jdbc.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One server, one table, one task and one topic, stepped at random. Transactions are numbered; the binlog has them before
 * SELECTs see them. A poll reads what it has not sent yet in the order of versions, as mode timestamp does.
 */
final class RaceModel {
    private static final TableName TABLE = new TableName("shop", "t");
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("version", Schema.INT32_SCHEMA)
            .build();
    private static final Map<String, String> POLLED = Map.of("table", "t");
    private static final Map<String, String> DELETES = Map.of("deletes", "t");
    private static final int KEYS = 3;
    private static final int STEPS = 120;

    private final Random random;
    private final Delivery delivery;

    // The server: what is in the binlog, and how much of that SELECTs see.
    private final List<Write> binlog = new ArrayList<>();
    private int executed;

    // Kafka: records by source partition that are not stored yet, and what is.
    private final List<SourceRecord> topic = new ArrayList<>();
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private long commits;

    // The task.
    private Feed feed;
    private BinlogPoller poller;

    RaceModel(long seed, Delivery delivery) {
        this.random = new Random(seed);
        this.delivery = delivery;
        start();
    }

    /** How deletes are sent. */
    enum Delivery {
        /** As it is built. */
        LOOKED_UP,
        /** Without waiting until the server has executed them. */
        LOOKED_UP_TOO_EARLY,
        /** Without a look. */
        AT_ONCE
    }

    void play() throws SQLException {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> write();
                case 3 -> executed = executed + random.nextInt(binlog.size() - executed + 1);
                case 4 -> feed.read = feed.read + random.nextInt(binlog.size() - feed.read + 1);
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        start();
                    }
                }
                default -> poll(random.nextInt(6) == 0);
            }
        }
        executed = binlog.size();
        feed.read = binlog.size();
        // Several rounds: the pollers take turns, and a mark has to be stored first.
        for (int i = 0; i < 40; i++) {
            poll(false);
        }
    }

    /** The table by key. */
    Map<Integer, Integer> table() {
        return seen();
    }

    /** What a sink that upserts and deletes makes of the topic. */
    Map<Integer, Integer> replayed() {
        Map<Integer, Integer> rows = new TreeMap<>();
        for (SourceRecord record : topic) {
            int id = ((Struct) record.key()).getInt32("id");
            if (record.value() == null) {
                rows.remove(id);
            } else {
                rows.put(id, ((Struct) record.value()).getInt32("version"));
            }
        }
        return rows;
    }

    private void write() {
        int id = random.nextInt(KEYS);
        boolean there = after(binlog.size()).containsKey(id);
        int version = binlog.size() + 1;
        binlog.add(new Write(id, there && random.nextInt(3) > 0 ? 0 : version));
    }

    /** A kill: the poller's memory is gone. */
    private void start() {
        feed = new Feed();
        BinlogTable table = new BinlogTable(
                TABLE,
                new TableTarget(DELETES, "t"),
                new BinlogTable.Places("__marks", Duration.ZERO, true),
                () -> Optional.ofNullable(offsets.get(DELETES)).map(HashMap::new),
                () -> commits,
                target -> {
                    throw new IllegalStateException();
                });
        poller = new BinlogPoller(new Versions(), feed, new Commits(), new Lookup(), table, Duration.ZERO);
    }

    /** The records reach Kafka in order; a kill lets a part of them through, and some of their offsets be stored. */
    private void poll(boolean killed) throws SQLException {
        List<SourceRecord> records = poller.next().records();
        int through = killed ? random.nextInt(records.size() + 1) : records.size();
        Map<Map<String, ?>, Integer> stored = Map.of(POLLED, part(killed, through), DELETES, part(killed, through));
        for (int i = 0; i < through; i++) {
            SourceRecord record = records.get(i);
            if (!record.topic().startsWith("__")) {
                topic.add(record);
            }
            if (i < stored.get(record.sourcePartition())) {
                offsets.put(record.sourcePartition(), record.sourceOffset());
            }
        }
        if (killed) {
            start();
        } else {
            commits++;
        }
    }

    private int part(boolean killed, int all) {
        return killed ? random.nextInt(all + 1) : all;
    }

    private Map<Integer, Integer> seen() {
        return after(executed);
    }

    private Map<Integer, Integer> after(int writes) {
        Map<Integer, Integer> rows = new TreeMap<>();
        for (Write write : binlog.subList(0, writes)) {
            if (write.version == 0) {
                rows.remove(write.id);
            } else {
                rows.put(write.id, write.version);
            }
        }
        return rows;
    }

    private static Row row(int id, int version) {
        Struct key = new Struct(KEY).put("id", id);
        Struct value = new Struct(ROW).put("id", id).put("version", version);
        return new Row(KEY, key, value, List.of(), null);
    }

    private static String set(int transactions) {
        return transactions == 0 ? "" : Integer.toString(transactions);
    }

    private static int number(String set) {
        return set.isEmpty() ? 0 : Integer.parseInt(set);
    }

    /** @param version 0 for a delete */
    private record Write(int id, int version) {}

    /** Rows in the order of their versions, one or two at a time. */
    private final class Versions implements TablePoller {
        private int sent =
                offsets.get(POLLED) == null ? 0 : (Integer) offsets.get(POLLED).get("version");

        @Override
        public Batch next() {
            List<SourceRecord> page = seen().entrySet().stream()
                    .filter(row -> row.getValue() > sent)
                    .sorted(Map.Entry.comparingByValue())
                    .limit(1 + random.nextInt(2))
                    .<SourceRecord>map(row -> new RowRecord(
                            POLLED, Map.of("version", row.getValue()), "t", row(row.getKey(), row.getValue())))
                    .toList();
            if (!page.isEmpty()) {
                sent = (Integer) page.get(page.size() - 1).sourceOffset().get("version");
            }
            return new Batch(page, Batch.Next.LATER);
        }
    }

    /** The deletes of what has been read of the binlog. */
    private final class Feed implements DeleteFeed {
        private int read;
        private int done = -1;

        @Override
        public void follow(TableName table, String position) {
            done = number(position);
            read = Math.max(read, done);
        }

        @Override
        public void leave(TableName table) {
            done = -1;
        }

        @Override
        public boolean follows(TableName table) {
            return done >= 0;
        }

        @Override
        public List<Deletion> waiting(TableName table, int most) {
            List<Deletion> waiting = new ArrayList<>();
            for (int i = done; i < read; i++) {
                if (binlog.get(i).version == 0) {
                    waiting.add(new Deletion(set(i + 1), set(i), i, List.of(Integer.toString(binlog.get(i).id))));
                }
            }
            return waiting.subList(0, Math.min(waiting.size(), 2));
        }

        @Override
        public void done(TableName table, List<Deletion> deletions) {
            done = number(deletions.get(deletions.size() - 1).gtid());
        }

        @Override
        public String position(TableName table) {
            return waiting(table, 1).stream().findFirst().map(Deletion::since).orElse(set(read));
        }
    }

    private final class Commits implements Executed {
        @Override
        public String now() {
            return set(executed);
        }

        @Override
        public boolean all(Collection<String> gtids) {
            return delivery != Delivery.LOOKED_UP || gtids.stream().allMatch(gtid -> number(gtid) <= executed);
        }
    }

    private final class Lookup implements KeyLookup {
        @Override
        public Set<List<String>> present(List<List<String>> keys) {
            return rows(keys).keySet();
        }

        @Override
        public Map<List<String>, Row> rows(List<List<String>> keys) {
            if (delivery == Delivery.AT_ONCE) {
                return Map.of();
            }
            Map<Integer, Integer> seen = seen();
            return keys.stream()
                    .filter(key -> seen.containsKey(Integer.valueOf(key.get(0))))
                    .collect(Collectors.toMap(key -> key, key -> {
                        int id = Integer.parseInt(key.get(0));
                        return row(id, seen.get(id));
                    }));
        }

        @Override
        public Struct struct(List<String> key) {
            return new Struct(KEY).put("id", Integer.valueOf(key.get(0)));
        }

        @Override
        public void polled(Row row) {
            // Nothing is remembered that a delete would have to be taken out of.
        }

        @Override
        public Predicate<List<Object>> among(Set<List<String>> keys) {
            return position -> false;
        }
    }
}
