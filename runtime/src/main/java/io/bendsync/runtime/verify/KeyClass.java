package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows whose key's number leaves one of some rests: for keys that the two databases order differently, such as text.
 * To find them, both read the whole table, or the range that this is a part of, however many rests there are: so all of
 * them are asked for by one statement.
 *
 * @param within a range that all of them are in, if any
 * @param modulus a power of two
 */
record KeyClass(RowText text, Optional<KeyRange> within, long modulus, List<Long> rests) implements Slice {
    private static final long MOST = 1L << 32;

    KeyClass {
        rests = List.copyOf(rests);
    }

    /** All rows, or all of a range. */
    static KeyClass all(RowText text, Optional<KeyRange> within) {
        return new KeyClass(text, within, 1, List.of(0L));
    }

    /** Several of them, which are of the same cut, as one. */
    static KeyClass together(List<KeyClass> classes) {
        KeyClass first = classes.get(0);
        List<Long> rests = new ArrayList<>();
        classes.forEach(each -> rests.addAll(each.rests));
        return new KeyClass(first.text, first.within, first.modulus, rests);
    }

    @Override
    public String mysqlCondition() {
        return within.map(range -> range.mysqlCondition() + " AND ").orElse("") + condition(text.mysqlKeyNumber());
    }

    @Override
    public String databendCondition() {
        return within.map(range -> range.databendCondition() + " AND ").orElse("")
                + condition(text.databendKeyNumber());
    }

    private String condition(String number) {
        return modulus == 1
                ? "1=1"
                : number + " % " + modulus + " IN ("
                        + rests.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
    }

    @Override
    public Optional<Cut> cut(long parts) {
        long power = Long.highestOneBit(Math.max(2, parts) - 1) << 1;
        return modulus * power > MOST ? Optional.empty() : Optional.of(new Rests(this, modulus * power));
    }

    /** Cut by the rests of a greater modulus. */
    record Rests(KeyClass whole, long modulus) implements Cut {
        @Override
        public String mysqlPart() {
            return whole.text.mysqlKeyNumber() + " % " + modulus;
        }

        @Override
        public String databendPart() {
            return whole.text.databendKeyNumber() + " % " + modulus;
        }

        @Override
        public KeyClass part(long number) {
            return new KeyClass(whole.text, whole.within, modulus, List.of(number));
        }
    }
}
