package io.bendsync.sink.buffer;

import io.bendsync.sink.record.RowShape;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Opens encoders.
 *
 * @param factory makes one for rows of a shape
 * @param thread where encoding is done
 */
public record RowEncoders(Function<RowShape, RowEncoder> factory, Executor thread) {
    RowEncoder open(RowShape shape) {
        return factory.apply(shape);
    }
}
