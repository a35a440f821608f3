package io.bendsync.source.cdc.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Leaves out changes that are in the loaded rows already: those of a table up to the position that was taken before it
 * was read. For a table with a key they would do no harm; in one without they would be there twice. One thread's.
 */
final class LoadedEvents {

    private final Map<String, Position.Events> starts = new HashMap<>();
    private String droppedTopic = "";
    private Object droppedKey;

    /**
     * @param starts by {@code database.table}
     */
    LoadedEvents(Map<String, Position> starts) {
        starts.forEach((table, start) -> this.starts.put(table, start.events()));
    }

    /**
     * Forgets the tables whose loaded rows the reading has behind it: no more is looked at for them.
     *
     * @param offset the last that was read
     */
    void passed(Map<String, ?> offset) {
        if (!starts.isEmpty()) {
            Position.of(offset)
                    .map(Position::events)
                    .ifPresent(reached -> starts.values().removeIf(start -> start.isBehind(reached)));
        }
    }

    /** Whether the record tells what the loaded rows have already. */
    boolean include(SourceRecord record) {
        if (starts.isEmpty()) {
            return false;
        }
        if (record.value() == null) {
            // The tombstone goes with the delete before it.
            return record.topic().equals(droppedTopic) && Objects.equals(record.key(), droppedKey);
        }
        boolean included = record.value() instanceof Struct envelope && isIncluded(envelope);
        droppedTopic = included ? record.topic() : "";
        droppedKey = included ? record.key() : null;
        return included;
    }

    private boolean isIncluded(Struct envelope) {
        if (envelope.schema().field("op") == null || "r".equals(envelope.get("op"))) {
            return false;
        }
        Struct source = envelope.getStruct("source");
        return include(source.getString("db") + "." + source.getString("table"), source);
    }

    /**
     * Whether a table's loaded rows are from after an event.
     *
     * @param table {@code database.table}
     * @param source the event's own account of where it stands
     */
    boolean include(String table, Struct source) {
        Position.Events start = starts.get(table);
        return start != null && start.include(source);
    }
}
