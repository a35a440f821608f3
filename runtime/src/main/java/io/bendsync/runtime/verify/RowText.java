package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row as one text that both databases make by themselves, and a number of 32 bits for it. The number is CRC32 of
 * SHA-256: CRC32 alone would not notice that two rows have exchanged their values, since it is linear. A salt of the
 * run's own is in front, so that what escapes one run, once in four billion, does not escape the next.
 */
final class RowText {
    private static final int SHA_BITS = 256;

    private final ComparedTable table;
    private final String salt;
    private final List<ComparedColumn> digested = new ArrayList<>();
    private final List<CellText> texts = new ArrayList<>();
    private final List<ComparedColumn> streamed = new ArrayList<>();

    /**
     * For one look at a table.
     *
     * @param salt letters and digits
     * @param plainReals those of {@link PlainReals}
     */
    RowText(ComparedTable table, String salt, Set<String> plainReals) {
        this.table = table;
        this.salt = salt;
        for (ComparedColumn column : table.columns()) {
            Optional<CellText> text = CellText.of(column, plainReals.contains(column.databendName()));
            if (text.isPresent()) {
                digested.add(column);
                texts.add(text.get());
            } else {
                streamed.add(column);
            }
        }
    }

    /** The columns that the text leaves out: their cells have to be read and compared here. */
    List<ComparedColumn> streamed() {
        return streamed;
    }

    /** MySQL's number of a row. */
    String mysqlNumber() {
        return "CRC32(SHA2(" + mysql(texts.size()) + "," + SHA_BITS + "))";
    }

    /** Databend's number of a row. */
    String databendNumber() {
        return "crc32(sha2(" + databend(texts.size()) + "," + SHA_BITS + "))";
    }

    /** MySQL's number of a row's key, or of the whole row where there is no key. */
    String mysqlKeyNumber() {
        return keyed() ? "CRC32(" + mysql(table.keyColumns()) + ")" : mysqlNumber();
    }

    /** Databend's number of a row's key, or of the whole row where there is no key. */
    String databendKeyNumber() {
        return keyed() ? "crc32(" + databend(table.keyColumns()) + ")" : databendNumber();
    }

    /** Key columns come first, and all of them have a text. */
    private boolean keyed() {
        return table.keyColumns() > 0
                && table.columns().stream().limit(table.keyColumns()).allMatch(digested::contains);
    }

    private String mysql(int columns) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String text = texts.get(i).mysql();
            cells.add("COALESCE("
                    + (CellText.free(digested.get(i)) ? "CONCAT(LENGTH(" + text + "),':'," + text + ")" : text)
                    + ",'N')");
        }
        return "CONCAT('" + salt + "'," + joined(cells) + ")";
    }

    private String databend(int columns) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String text = texts.get(i).databend();
            cells.add("coalesce("
                    + (CellText.free(digested.get(i))
                            ? "concat(to_string(octet_length(" + text + ")),':'," + text + ")"
                            : text)
                    + ",'N')");
        }
        return "concat('" + salt + "'," + joined(cells) + ")";
    }

    private static String joined(List<String> cells) {
        return cells.isEmpty() ? "''" : cells.stream().collect(Collectors.joining(",',',"));
    }

    /** The table as MySQL's statements name it, or the part of it that is sent. */
    String mysqlTable() {
        String name = Names.mysql(table.pair().mysqlDatabase()) + "."
                + Names.mysql(table.pair().mysqlTable());
        return table.mysqlFilter().isEmpty() ? name : part(name, table.mysqlFilter());
    }

    /** The table as Databend's statements name it, or the part of it that comes from this table of MySQL's. */
    String databendTable() {
        String name = Names.databend(table.pair().databendDatabase()) + "."
                + Names.databend(table.pair().databendTable());
        return table.databendFilter().isEmpty() ? name : part(name, table.databendFilter());
    }

    private static String part(String table, String condition) {
        return "(SELECT * FROM " + table + " WHERE " + condition + ") AS part_of_it";
    }
}
