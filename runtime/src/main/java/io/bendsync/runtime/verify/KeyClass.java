package io.bendsync.runtime.verify;

import java.util.Optional;

/**
 * The rows whose key's number leaves a certain rest: for keys that the two databases order differently, such as text. To
 * find them, both read the whole table, or the range that this is a part of.
 *
 * @param within a range that all of them are in, if any
 * @param modulus a power of two
 */
record KeyClass(RowText text, Optional<KeyRange> within, long modulus, long rest) implements Slice {
    private static final long MOST = 1L << 32;

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
        return modulus == 1 ? "1=1" : number + " % " + modulus + " = " + rest;
    }

    @Override
    public Optional<Cut> cut(long parts) {
        long power = Long.highestOneBit(Math.max(2, parts) - 1) << 1;
        return modulus * power > MOST ? Optional.empty() : Optional.of(new Rests(this, power));
    }

    /** Cut by the next binary digits of the number. */
    record Rests(KeyClass whole, long power) implements Cut {
        @Override
        public String mysqlPart() {
            return "(" + whole.text.mysqlKeyNumber() + " DIV " + whole.modulus + ") % " + power;
        }

        @Override
        public String databendPart() {
            return "(" + whole.text.databendKeyNumber() + " div " + whole.modulus + ") % " + power;
        }

        @Override
        public Slice part(long number) {
            return new KeyClass(whole.text, whole.within, whole.modulus * power, whole.rest + whole.modulus * number);
        }
    }
}
