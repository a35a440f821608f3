package io.bendsync.sink.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file in memory, in chunks, so that growing it never copies what is there. */
final class MemoryFile implements OutputFile {
    private static final int CHUNK = 1 << 16;
    private static final int LARGEST_CHUNK = 1 << 18;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] current = new byte[CHUNK];
    private int used;
    private long position;

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return position;
            }

            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                append(bytes, offset, length);
            }
        };
    }

    private void append(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == current.length) {
                full.add(current);
                current = new byte[Math.min(current.length * 2, LARGEST_CHUNK)];
                used = 0;
            }
            int part = Math.min(left, current.length - used);
            System.arraycopy(bytes, from, current, used, part);
            used += part;
            from += part;
            left -= part;
        }
        position += length;
    }

    /** The whole content. */
    List<byte[]> content() {
        List<byte[]> content = new ArrayList<>(full);
        content.add(Arrays.copyOf(current, used));
        return content;
    }

    long size() {
        return position;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
