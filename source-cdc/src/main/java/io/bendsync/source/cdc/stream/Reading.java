package io.bendsync.source.cdc.stream;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;

/** One part of a connector's life: the tables' structure, then the first load, then the binlog. Polled by one thread. */
public interface Reading extends AutoCloseable {

    /** What has come in, or null when nothing has for a moment. */
    List<SourceRecord> poll() throws InterruptedException;

    /** Whether everything of this part is handed out, and in Kafka where that matters, so that the next is due. */
    boolean isOver();

    /** Kafka has a record, or a transformation has dropped it. */
    default void delivered(SourceRecord record, RecordMetadata metadata) throws InterruptedException {}

    /** Connect has stored offsets. */
    default void stored() throws InterruptedException {}

    /** Ends it at any point; does not throw. */
    @Override
    void close();
}
