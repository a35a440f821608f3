package io.bendsync.source.cdc;

import io.bendsync.testkit.MySqlDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** What a target makes of one table's records: rows by key, or one after another where there is none. */
final class Replica {

    private final Map<String, String> rows = new TreeMap<>();
    private final List<String> appended = new ArrayList<>();

    static Replica of(List<SourceRecord> records, String topic) {
        Replica replica = new Replica();
        records.stream().filter(record -> record.topic().equals(topic)).forEach(replica::apply);
        return replica;
    }

    private void apply(SourceRecord record) {
        if (!(record.value() instanceof Struct envelope)) {
            return;
        }
        String op = envelope.getString("op");
        if (op.equals("t")) {
            rows.clear();
            appended.clear();
        } else if (record.key() == null) {
            if (op.equals("d")) {
                appended.remove(text(envelope.getStruct("before")));
            } else {
                appended.add(text(envelope.getStruct("after")));
            }
        } else if (op.equals("d")) {
            rows.remove(text((Struct) record.key()));
        } else {
            rows.put(text((Struct) record.key()), text(envelope.getStruct("after")));
        }
    }

    /** All rows, sorted, their cells parted by bars. */
    List<String> rows() {
        List<String> all = new ArrayList<>(rows.values());
        all.addAll(appended);
        return all.stream().sorted().toList();
    }

    /** The same of the table itself. */
    static List<String> rows(MySqlDatabase mysql, String table) {
        return mysql.query("SELECT * FROM " + table).stream()
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .sorted()
                .toList();
    }

    private static String text(Struct struct) {
        return struct.schema().fields().stream()
                .map(field -> String.valueOf(struct.get(field)))
                .collect(Collectors.joining("|"));
    }
}
