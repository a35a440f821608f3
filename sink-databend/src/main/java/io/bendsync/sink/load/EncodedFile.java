package io.bendsync.sink.load;

import io.bendsync.sink.buffer.EncodedRows;
import io.bendsync.sink.buffer.RowEncoder;
import io.bendsync.sink.record.Change;
import io.bendsync.sink.record.RowShape;
import java.util.BitSet;

/** A Parquet file that grows while rows come. */
public final class EncodedFile implements RowEncoder {
    private final RowShape shape;
    private final ParquetFile file;
    private final BitSet nulls = new BitSet();
    private int rows;

    /** An empty one for rows of this shape. */
    public EncodedFile(RowShape shape) {
        this.shape = shape;
        this.file = new ParquetFile(shape.columns(), false);
    }

    @Override
    public void write(Change change) {
        Object[] values = change.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                nulls.set(i);
            }
        }
        file.write(new FileRow(values, false));
        rows++;
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public EncodedRows finish() {
        file.close();
        return new EncodedRows(shape, file.content(), rows, nulls);
    }
}
