package io.bendsync.source.jdbc.load;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.position.TextList;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a table is loaded first: which ranges of which column are read, and from where on the table is polled afterwards.
 * It never changes once rows were read by it, and travels in the offset of each chunk, so that whoever comes later goes
 * on with it.
 *
 * @param kind what the border is
 * @param column the column whose values are split, by name
 * @param border the largest id the chunks read, or the time before which they read; polling begins there
 * @param made when it was made, by the connector's clock; only to tell plans apart and to say how long it took
 * @param splits the upper ends of all chunks but the last, ascending
 */
public record LoadPlan(Kind kind, String column, String border, Instant made, List<String> splits) {
    private static final String VERSION = "1";
    private static final int HEAD = 5;

    public LoadPlan {
        splits = List.copyOf(splits);
    }

    /** How many chunks there are. */
    public int chunks() {
        return splits.size() + 1;
    }

    /**
     * Gives the value above which its rows are.
     *
     * @param chunk the chunk, from 0
     * @return the value, empty for the first chunk
     */
    public Optional<String> above(int chunk) {
        return chunk == 0 ? Optional.empty() : Optional.of(splits.get(chunk - 1));
    }

    /**
     * Gives the value up to which its rows are, itself included.
     *
     * @param chunk the chunk, from 0
     * @return the value; empty for the last chunk of a plan by time, which has no end
     */
    public Optional<String> upTo(int chunk) {
        if (chunk < splits.size()) {
            return Optional.of(splits.get(chunk));
        }
        return kind == Kind.IDS ? Optional.of(border) : Optional.empty();
    }

    /** Whether it is for a table that is read in this mode and split by this column. */
    public boolean fits(Mode mode, String splitColumn) {
        return kind == Kind.of(mode) && column.equals(splitColumn);
    }

    /** As one text, for configurations and offsets. */
    public String text() {
        List<String> parts = new ArrayList<>(List.of(VERSION, kind.text, column, border, made.toString()));
        parts.addAll(splits);
        return TextList.join(parts);
    }

    /** The plan of such a text, empty when it is none. */
    public static Optional<LoadPlan> parse(String text) {
        List<String> parts = TextList.parse(text);
        if (parts.size() < HEAD || !parts.get(0).equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LoadPlan(
                    parts.get(1).equals(Kind.IDS.text) ? Kind.IDS : Kind.TIME,
                    parts.get(2),
                    parts.get(3),
                    Instant.parse(parts.get(4)),
                    parts.subList(HEAD, parts.size())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What divides the chunks' rows from those that are polled. */
    public enum Kind {
        /** Rows up to an id: chunks are ranges of that id. */
        IDS("ids"),
        /** Rows before a time: chunks are ranges of the key's first column. */
        TIME("time");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The kind that goes with a mode. */
        static Kind of(Mode mode) {
            return mode == Mode.INCREMENTING ? IDS : TIME;
        }
    }
}
