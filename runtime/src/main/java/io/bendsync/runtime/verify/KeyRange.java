package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import java.util.Optional;

/**
 * The rows whose first key column, a whole number, lies in a range. MySQL reads it by the primary key, Databend by the
 * blocks' least and greatest values.
 *
 * @param from included
 * @param to not included
 */
record KeyRange(ComparedColumn column, RowText text, long from, long to) implements Slice {
    /** Differences of numbers within it never overflow. */
    static final long FARTHEST = 1L << 61;

    @Override
    public String mysqlCondition() {
        return condition(Names.mysql(column.mysqlName()));
    }

    @Override
    public String databendCondition() {
        return condition(Names.databend(column.databendName()));
    }

    private String condition(String key) {
        return key + ">=" + from + " AND " + key + "<" + to;
    }

    @Override
    public Optional<Cut> cut(long parts) {
        if (to - from <= 1) {
            return KeyClass.all(text, Optional.of(this)).cut(parts);
        }
        return Optional.of(new Steps(this, Math.max(1, (to - from + parts - 1) / parts)));
    }

    /** Cut into ranges of a width. */
    record Steps(KeyRange whole, long width) implements Cut {
        @Override
        public String mysqlPart() {
            return "(" + Names.mysql(whole.column.mysqlName()) + "-" + literal() + ") DIV " + width;
        }

        @Override
        public String databendPart() {
            return "(to_int64(" + Names.databend(whole.column.databendName()) + ")-" + literal() + ") div " + width;
        }

        private String literal() {
            return "(" + whole.from + ")";
        }

        @Override
        public KeyRange part(long number) {
            return range(number, number + 1);
        }

        /** The parts from one number to before another as one range. */
        KeyRange range(long first, long end) {
            return new KeyRange(
                    whole.column, whole.text, whole.from + first * width, Math.min(whole.to, whole.from + end * width));
        }

        /** How many parts there are. */
        long parts() {
            return (whole.to - whole.from + width - 1) / width;
        }
    }
}
