package io.bendsync.runtime.verify;

import io.bendsync.runtime.database.Names;
import io.bendsync.transforms.filter.RowFilter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A filter as a condition of MySQL's that holds for the very rows for which the filter holds: text byte by byte. */
public final class FilterSql {
    private FilterSql() {}

    /**
     * The condition.
     *
     * @param kinds of the table's columns, by name
     */
    public static String of(RowFilter filter, Map<String, CellKind> kinds) {
        if (filter instanceof RowFilter.And and) {
            return joined(and.parts(), " AND ", kinds);
        }
        if (filter instanceof RowFilter.Or or) {
            return joined(or.parts(), " OR ", kinds);
        }
        if (filter instanceof RowFilter.Comparison comparison) {
            return cell(comparison.column(), kinds) + comparison.operator().sign() + literal(comparison.literal());
        }
        if (filter instanceof RowFilter.In in) {
            return cell(in.column(), kinds) + (in.negated() ? " NOT" : "") + " IN ("
                    + in.literals().stream().map(FilterSql::literal).collect(Collectors.joining(",")) + ")";
        }
        RowFilter.IsNull isNull = (RowFilter.IsNull) filter;
        return Names.mysql(isNull.column()) + " IS" + (isNull.negated() ? " NOT" : "") + " NULL";
    }

    private static String joined(List<RowFilter> parts, String word, Map<String, CellKind> kinds) {
        return parts.stream().map(part -> of(part, kinds)).collect(Collectors.joining(word, "(", ")"));
    }

    private static String cell(String column, Map<String, CellKind> kinds) {
        CellKind kind = kinds.getOrDefault(column, CellKind.NUMBER);
        String expression = kind.mysqlExpression(column);
        return kind == CellKind.TEXT || kind == CellKind.CHOICE
                ? "CAST(CONVERT(" + expression + " USING utf8mb4) AS BINARY)"
                : expression;
    }

    private static String literal(RowFilter.Literal literal) {
        return literal instanceof RowFilter.Text text
                ? "x'" + HexFormat.of().formatHex(text.value().getBytes(StandardCharsets.UTF_8)) + "'"
                : ((RowFilter.Numeral) literal).value().toPlainString();
    }
}
