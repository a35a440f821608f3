package io.bendsync.runtime.verify;

import java.util.Optional;

/** A part of a table that both databases can tell by a condition, and cut into smaller parts by an expression. */
sealed interface Slice permits KeyRange, KeyClass {
    /** A condition of MySQL's. */
    String mysqlCondition();

    /** A condition of Databend's. */
    String databendCondition();

    /**
     * A cut into parts, numbered from 0; empty if it cannot be cut any more.
     *
     * @param parts about how many, at least 2
     */
    Optional<Cut> cut(long parts);

    /** By which expression a row's part is told, and the parts. */
    interface Cut {
        /** MySQL's expression for the number of a row's part. */
        String mysqlPart();

        /** Databend's expression for the same. */
        String databendPart();

        /** The part of that number. */
        Slice part(long number);
    }
}
