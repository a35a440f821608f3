package io.bendsync.sink.buffer;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Encodes rows as lines {@code key=text}; refuses the text {@code bad}. */
final class ListEncoder implements RowEncoder {
    private final RowShape shape;
    private final List<byte[]> lines = new ArrayList<>();

    ListEncoder(RowShape shape) {
        this.shape = shape;
    }

    @Override
    public void write(Change change) {
        if ("bad".equals(change.values()[1])) {
            throw new BadRecordException("is bad");
        }
        lines.add((change.values()[0] + "=" + change.values()[1]).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long bytes() {
        return lines.size() * 10L;
    }

    @Override
    public EncodedRows finish() {
        return new EncodedRows(shape, lines, lines.size(), new BitSet());
    }
}
