package io.bendsync.source.jdbc.poll;

import io.bendsync.source.jdbc.load.Load;
import io.bendsync.source.jdbc.table.TableName;

/** A piece of a task's work: something to be followed by a poller of its own. */
public sealed interface Piece {
    /** The table it is of. */
    TableName table();

    /**
     * A table, or the query, from where its stored offset says.
     *
     * @param table the table
     */
    record Whole(TableName table) implements Piece {
        @Override
        public String toString() {
            return table.toString();
        }
    }

    /**
     * A table that is being loaded in chunks: polled when they are done.
     *
     * @param load the load
     */
    record AfterLoad(Load load) implements Piece {
        @Override
        public TableName table() {
            return load.table();
        }

        @Override
        public String toString() {
            return table().toString();
        }
    }

    /**
     * A chunk of a table's first load.
     *
     * @param load the load
     * @param number which of its chunks, from 0
     */
    record Chunk(Load load, int number) implements Piece {
        @Override
        public TableName table() {
            return load.table();
        }

        @Override
        public String toString() {
            return table() + " (chunk " + (number + 1) + " of " + load.plan().chunks() + ")";
        }
    }
}
