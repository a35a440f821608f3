package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.Names;
import io.bendsync.runtime.database.Rows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of FLOAT and DOUBLE hold only numbers that both databases write in the same digits. Databend works out
 * both sides of an IF for each row, and the text of the other numbers costs it more than all other columns together. A
 * number that comes to such a column while it is compared is read and compared as a row.
 */
final class PlainReals {
    private PlainReals() {}

    /** The names of those columns in Databend. */
    static Set<String> of(ComparedTable table, DatabendDatabase databend) {
        List<String> names = table.columns().stream()
                .filter(column -> column.isAsIs() && column.databendIs("FLOAT", "DOUBLE"))
                .map(ComparedColumn::databendName)
                .toList();
        Set<String> plain = new HashSet<>();
        if (names.isEmpty()) {
            return plain;
        }
        StringBuilder counts = new StringBuilder();
        for (String name : names) {
            counts.append(counts.length() == 0 ? "" : ",")
                    .append("count_if(")
                    .append(Names.databend(name))
                    .append("<>0 AND NOT (")
                    .append(CellText.MIDDLE.replace("#", Names.databend(name)))
                    .append("))");
        }
        try (Rows rows = databend.query("SELECT " + counts + " FROM "
                + Names.databend(table.pair().databendDatabase()) + "."
                + Names.databend(table.pair().databendTable()))) {
            List<String> others = rows.next();
            for (int i = 0; i < names.size(); i++) {
                if (others.get(i).equals("0")) {
                    plain.add(names.get(i));
                }
            }
        }
        return plain;
    }
}
