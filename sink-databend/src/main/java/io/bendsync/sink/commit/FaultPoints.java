package io.bendsync.sink.commit;

/** Named places at which tests stop the sink, to see that nothing is lost or doubled there. No-ops in use. */
@FunctionalInterface
public interface FaultPoints {
    /** The steps of a flush, in order. */
    enum Point {
        BEFORE_UPLOAD,
        AFTER_UPLOAD,
        AFTER_BEGIN,
        AFTER_LEDGER,
        AFTER_LOAD,
        AFTER_COMMIT,
        AFTER_READ_BACK
    }

    FaultPoints NONE = (point, topic) -> {};

    /** Called whenever a flush reaches a point; a test may throw here, or stop the process. */
    void reached(Point point, String topic) throws io.bendsync.sink.databend.DatabendException;
}
