package io.bendsync.source.jdbc.poll;

/** Reads one chunk of a first load, to its end. */
interface ChunkReader extends TablePoller {
    /** Whether the last call brought all that was left, and nothing can come after it. */
    boolean finished();
}
