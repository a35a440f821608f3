package io.bendsync.sink.load;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.schema.Column;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes rows into a Parquet file in memory. A class whose speed counts: see the benchmark sink-append.
 *
 * <p>Parquet rather than CSV or NDJSON, because it keeps every type and value as it is and loads at least twice as
 * fast.
 */
final class ParquetFile implements AutoCloseable {
    /** Name of the field that says whether a row is to be deleted. */
    static final String DELETED = "d";

    /** Held in memory until complete, so small; the engine cuts blocks of its own anyway. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    /** Arrays of half a megabyte and more are a burden for the garbage collector in a heap of half a gigabyte. */
    private static final int PAGE_BYTES = 256 << 10;

    private final MemoryFile file = new MemoryFile();
    private final ParquetWriter<FileRow> writer;

    /** @param deletes whether rows can be deletes, and so whether there is a field for it */
    ParquetFile(List<Column> columns, boolean deletes) {
        try {
            this.writer = new Builder(file, new RowWriter(columns, deletes))
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new ZstdCodecs())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .withPageSize(PAGE_BYTES)
                    // Measured: dictionaries and statistics take a third of the time and nobody reads them; zstd
                    // finds what repeats all the same.
                    .withDictionaryEncoding(false)
                    .withStatisticsEnabled(false)
                    .withSizeStatisticsEnabled(false)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("a file in memory cannot fail", e);
        }
    }

    /** @throws BadRecordException naming the column, if a value does not fit; the file is then of no more use */
    void write(FileRow row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new IllegalStateException("a file in memory cannot fail", e);
        }
    }

    /** Ends the file; {@link #content} is complete after this. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file in memory cannot fail", e);
        }
    }

    List<byte[]> content() {
        return file.content();
    }

    /** About how much memory it takes. */
    long bytes() {
        return writer.getDataSize();
    }

    private static final class Builder extends ParquetWriter.Builder<FileRow, Builder> {
        private final RowWriter rows;

        Builder(MemoryFile file, RowWriter rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet, though deprecated there
        protected WriteSupport<FileRow> getWriteSupport(Configuration conf) {
            return rows;
        }

        @Override
        protected WriteSupport<FileRow> getWriteSupport(ParquetConfiguration conf) {
            return rows;
        }
    }
}
