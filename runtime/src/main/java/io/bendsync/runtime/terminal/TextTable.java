package io.bendsync.runtime.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows as a table of plain text, the way database clients print them. */
public final class TextTable {
    private final List<String> header;
    private final List<List<String>> rows;

    /** Cells of null are shown as NULL. */
    public TextTable(List<String> header, List<List<String>> rows) {
        this.header = header;
        this.rows = rows;
    }

    /** The table, without a line break at its end. */
    public String render() {
        int[] widths = new int[header.size()];
        List<List<String>> lines = new ArrayList<>();
        lines.add(header.stream().map(TextTable::cell).toList());
        for (List<String> row : rows) {
            lines.add(row.stream().map(TextTable::cell).toList());
        }
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        rule(text, widths);
        for (int i = 0; i < lines.size(); i++) {
            row(text, lines.get(i), widths);
            if (i == 0) {
                rule(text, widths);
            }
        }
        rule(text, widths);
        return text.deleteCharAt(text.length() - 1).toString();
    }

    private static String cell(String value) {
        if (value == null) {
            return "NULL";
        }
        return Visible.line(value.replace("\\", "\\\\"));
    }

    private static void rule(StringBuilder text, int[] widths) {
        for (int width : widths) {
            text.append('+').append("-".repeat(width + 2));
        }
        text.append("+\n");
    }

    private static void row(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            int padding = widths[i] - cell.codePointCount(0, cell.length());
            text.append("| ").append(cell).append(" ".repeat(padding + 1));
        }
        text.append("|\n");
    }
}
