package io.bendsync.sink.load;

import io.bendsync.sink.record.BadRecordException;
import io.bendsync.sink.schema.Column;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Finds out which rows cannot stand in a file, by writing them to nowhere. */
final class RowCheck {
    private final RowWriter writer;

    RowCheck(List<Column> columns) {
        this.writer = new RowWriter(columns, false);
        writer.prepareForWrite(new Nowhere());
    }

    /** What is wrong with a row, empty if nothing is. */
    Optional<BadRecordException> complaint(FileRow row) {
        try {
            writer.write(row);
            return Optional.empty();
        } catch (BadRecordException e) {
            return Optional.of(e);
        }
    }

    private static final class Nowhere extends RecordConsumer {
        @Override
        public void startMessage() {}

        @Override
        public void endMessage() {}

        @Override
        public void startField(String field, int index) {}

        @Override
        public void endField(String field, int index) {}

        @Override
        public void startGroup() {}

        @Override
        public void endGroup() {}

        @Override
        public void addInteger(int value) {}

        @Override
        public void addLong(long value) {}

        @Override
        public void addBoolean(boolean value) {}

        @Override
        public void addBinary(Binary value) {}

        @Override
        public void addFloat(float value) {}

        @Override
        public void addDouble(double value) {}
    }
}
