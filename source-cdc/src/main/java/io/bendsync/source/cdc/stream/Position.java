package io.bendsync.source.cdc.stream;

import io.debezium.connector.mysql.gtid.MySqlGtidSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * How far a server's binlog had got at some moment.
 *
 * @param file the binlog file that was written to
 * @param pos the length of that file, in bytes
 * @param gtids all transactions by then, empty without GTIDs
 */
public record Position(String file, long pos, String gtids) {

    /** Of an offset of Debezium's or of the first load's, which use the same words; empty if it holds none. */
    public static Optional<Position> of(Map<String, ?> offset) {
        if (offset == null
                || !(offset.get("file") instanceof String file)
                || !(offset.get("pos") instanceof Number pos)) {
            return Optional.empty();
        }
        return Optional.of(new Position(file, pos.longValue(), offset.get("gtids") instanceof String set ? set : ""));
    }

    /** As an offset has it. */
    public Map<String, Object> offset() {
        Map<String, Object> offset = new HashMap<>(Map.of("file", file, "pos", pos));
        if (!gtids.isEmpty()) {
            offset.put("gtids", gtids);
        }
        return offset;
    }

    /** Asks about many events, one after another. */
    public Events events() {
        return new Events(this, gtids.isEmpty() ? null : new MySqlGtidSet(gtids));
    }

    /** Whether a place in the binlog, by file and position, is this one or a later one. */
    public boolean isReachedBy(String otherFile, long otherPos) {
        int files = compare(otherFile, file);
        return files > 0 || (files == 0 && otherPos >= pos);
    }

    /**
     * Whether whoever goes on from an offset meets nothing any more that this position includes.
     *
     * @param offset Debezium's
     */
    public boolean isBehind(Map<String, ?> offset) {
        return of(offset).map(reached -> events().isBehind(reached.events())).orElse(false);
    }

    /** By their numbers, as the seventh digit comes after a million files. */
    private static int compare(String one, String other) {
        return one.length() != other.length() ? Integer.compare(one.length(), other.length()) : one.compareTo(other);
    }

    /** Tells events that the position has behind it from later ones; remembers the last transaction. One thread's. */
    public static final class Events {
        private final Position position;
        private final MySqlGtidSet set;
        private String lastGtid = "";
        private boolean lastIncluded;

        private Events(Position position, MySqlGtidSet set) {
            this.position = position;
            this.set = set;
        }

        /**
         * Whether the position includes an event.
         *
         * @param source the event's own account of where it stands
         */
        public boolean include(Struct source) {
            String gtid = text(source, "gtid");
            if (set != null && gtid != null) {
                if (!gtid.equals(lastGtid)) {
                    lastGtid = gtid;
                    lastIncluded = set.contains(gtid);
                }
                return lastIncluded;
            }
            String file = text(source, "file");
            return file != null && !position.isReachedBy(file, source.getInt64("pos"));
        }

        /** Whether a reading that has come to another position meets nothing any more that this one includes. */
        boolean isBehind(Events reached) {
            return set == null
                    ? position.isReachedBy(reached.position.file, reached.position.pos)
                    : reached.set != null && set.isContainedWithin(reached.set);
        }

        private static String text(Struct source, String name) {
            Field field = source.schema().field(name);
            return field == null ? null : (String) source.get(field);
        }
    }
}
