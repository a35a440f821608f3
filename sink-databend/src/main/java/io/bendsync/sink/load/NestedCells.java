package io.bendsync.sink.load;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.RecordConsumer;

/** Writers of Parquet's lists, maps and structs, in the three levels that its specification asks for. */
final class NestedCells {
    private NestedCells() {}

    /** A list of cells, each written by the same writer. */
    record ListCells(CellWriter element) implements CellWriter {
        @Override
        public void write(RecordConsumer out, Object value) {
            Collection<?> elements = (Collection<?>) value;
            out.startGroup();
            if (!elements.isEmpty()) { // Parquet knows no field without content
                out.startField("list", 0);
                for (Object each : elements) {
                    out.startGroup();
                    field(out, "element", 0, element, each);
                    out.endGroup();
                }
                out.endField("list", 0);
            }
            out.endGroup();
        }
    }

    /** Pairs of cells. */
    record MapCells(CellWriter key, CellWriter value) implements CellWriter {
        @Override
        public void write(RecordConsumer out, Object map) {
            Map<?, ?> entries = (Map<?, ?>) map;
            out.startGroup();
            if (!entries.isEmpty()) {
                out.startField("key_value", 0);
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    out.startGroup();
                    field(out, "key", 0, key, entry.getKey());
                    field(out, "value", 1, value, entry.getValue());
                    out.endGroup();
                }
                out.endField("key_value", 0);
            }
            out.endGroup();
        }
    }

    /** A cell per field. */
    record TupleCells(List<CellWriter> fields) implements CellWriter {
        @Override
        public void write(RecordConsumer out, Object value) {
            List<?> cells = (List<?>) value;
            out.startGroup();
            for (int i = 0; i < fields.size(); i++) {
                field(out, FileColumn.field(i), i, fields.get(i), cells.get(i));
            }
            out.endGroup();
        }
    }

    private static void field(RecordConsumer out, String name, int index, CellWriter writer, Object value) {
        if (value != null) {
            out.startField(name, index);
            writer.write(out, value);
            out.endField(name, index);
        }
    }
}
