package io.bendsync.runtime.verify;

import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.transforms.PlainCell;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What became of a column's cells on their way. */
sealed interface Treatment {
    /** Nothing. */
    record AsIs() implements Treatment {}

    /** Its text is three stars, anything else NULL. */
    record Masked() implements Treatment {}

    /** It is hashed: computed here and not in MySQL, so that the salt stands in no statement. */
    record Hashed(String salt) implements Treatment {
        /** What Databend should hold for a cell that MySQL gave as text, or in hex where it is binary. */
        String of(CellKind kind, String cell) {
            return cell == null ? null : PlainCell.hash(salt, bytes(kind, cell));
        }

        private static byte[] bytes(CellKind kind, String cell) {
            return switch (kind) {
                case BINARY -> HexFormat.of().parseHex(cell);
                // The zeros in front that MySQL shows of a ZEROFILL column are no part of the number.
                case NUMBER -> cell.replaceFirst("^(-?)0+(?=\\d)", "$1").getBytes(StandardCharsets.UTF_8);
                default -> cell.getBytes(StandardCharsets.UTF_8);
            };
        }

        /** Without the salt. */
        @Override
        public String toString() {
            return "hashed";
        }
    }

    /** By the pipeline file. */
    static Treatment of(Optional<TableRule> rule, String column) {
        if (rule.isPresent() && rule.get().mask().contains(column)) {
            return new Masked();
        }
        return rule.isPresent() && rule.get().hash().contains(column)
                ? new Hashed(rule.get().salt())
                : new AsIs();
    }
}
