package io.bendsync.sink.commit;

import io.bendsync.sink.record.BadRecordException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a record that cannot be written: to the dead-letter queue, or into the log, or the task stops.
 * Never dropped in silence, and never anything but the guilty record.
 */
public final class BadRows {
    private static final Logger LOG = LoggerFactory.getLogger(BadRows.class);

    private final boolean tolerated;
    private final ErrantRecordReporter reporter;

    /**
     * @param tolerated whether {@code errors.tolerance=all}
     * @param reporter Kafka Connect's, null where it offers none
     */
    private BadRows(boolean tolerated, ErrantRecordReporter reporter) {
        this.tolerated = tolerated;
        this.reporter = reporter;
    }

    /** With the reporter that the worker offers. */
    public static BadRows in(SinkTaskContext context, boolean tolerated) {
        try {
            return new BadRows(tolerated, context.errantRecordReporter());
        } catch (NoSuchMethodError e) {
            return new BadRows(tolerated, null); // a worker from before Kafka 2.6
        }
    }

    /**
     * Disposes of a record; returns once that is safe.
     *
     * @throws ConnectException if the task has to stop because of it
     */
    public void dispose(SinkRecord record, BadRecordException reason) {
        String message = "Record " + record.originalTopic() + "-" + record.originalKafkaPartition() + " offset "
                + record.originalKafkaOffset() + " cannot be written: " + reason.getMessage();
        if (!tolerated) {
            throw new ConnectException(
                    message + ". Set errors.tolerance=all and errors.deadletterqueue.topic.name to go on without it.",
                    reason);
        }
        if (reporter == null) {
            LOG.warn("{}. It is left out, since errors.tolerance=all and no dead-letter queue is set.", message);
            return;
        }
        Future<Void> reported = reporter.report(record, new DataException(message, reason));
        try {
            if (reported != null) {
                reported.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Stopped while reporting to the dead-letter queue", e);
        } catch (ExecutionException e) {
            throw new ConnectException("The dead-letter queue did not take a record: " + message, e);
        }
    }
}
