package io.bendsync.runtime.pipeline;

/** Where in the file something stands; both count from 1, as editors do. */
public record Place(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
