package io.bendsync.sink.load;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compression of Parquet pages by zstd. Parquet's own factory would need Hadoop's runtime; ours only writes.
 */
final class ZstdCodecs implements CompressionCodecFactory {
    /** The fastest level that still halves typical rows; higher ones cost more than the upload saves. */
    private static final int LEVEL = 1;

    private final BytesInputCompressor compressor = new Compressor();

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return compressor;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("the sink only writes Parquet");
    }

    @Override
    public void release() {
        compressor.release();
    }

    private static final class Compressor implements BytesInputCompressor {
        private final Page page = new Page(1 << 16);

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            page.reset();
            bytes.writeAllTo(page);
            byte[] target = new byte[(int) Zstd.compressBound(page.size())];
            long size = Zstd.compressByteArray(target, 0, target.length, page.bytes(), 0, page.size(), LEVEL);
            if (Zstd.isError(size)) {
                throw new IOException("zstd: " + Zstd.getErrorName(size));
            }
            return BytesInput.from(target, 0, (int) size);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Holds nothing.
        }
    }

    /** A page's bytes, without the copy that a stream would make on the way out. */
    private static final class Page extends ByteArrayOutputStream {
        Page(int size) {
            super(size);
        }

        byte[] bytes() {
            return buf;
        }
    }
}
