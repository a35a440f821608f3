package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random tables of all types; the seed is in each message. */
@ExtendWith(StackExtension.class)
class RandomTableIT {
    private static final Grain FINE = new Grain(40, 20, 10, 100, 1_000);

    private final long seed = Long.getLong("bendsync.seed", System.nanoTime());

    @Test
    void equalTablesAgreeByTheirChecksumsAlone(MySqlDatabase mysql, DatabendDatabase databend) {
        new RandomTable(new Random(seed), mysql, databend).create(200);

        try (Compared compared = new Compared(mysql, databend, FINE)) {
            ComparedTable table = compared.table("t");
            for (ComparedColumn column :
                    table.columns().subList(1, table.columns().size())) {
                ComparedTable alone = new ComparedTable(
                        table.pair(), List.of(table.columns().get(0), column), List.of(), false, "", "");
                RowText text = new RowText(alone, "salt", PlainReals.of(alone, compared.databend()));
                Digests digests = new Digests(text, compared.reads(), compared.databend());
                Slice whole = KeyClass.all(text, Optional.empty());
                Slice.Cut cut = whole.cut(64).orElseThrow();

                assertThat(digests.mysql(whole, cut))
                        .as("%s, seed %d", column, seed)
                        .hasSizeGreaterThan(10)
                        .isEqualTo(digests.databend(whole, cut));
            }
            assertThat(compared.compare("t").agrees()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void oneCellThatDiffersIsFoundWhateverItsType(MySqlDatabase mysql, DatabendDatabase databend) {
        RandomTable table = new RandomTable(new Random(seed), mysql, databend);
        table.create(40);
        Set<String> changed = new LinkedHashSet<>();

        try (Compared compared = new Compared(mysql, databend, FINE)) {
            for (RandomCell cell : RandomCell.values()) {
                changed.add(table.changeOneCell(cell));
            }
            TableReport report = compared.compare("t", Duration.ZERO);

            assertThat(report.findings().stream().flatMap(finding -> finding.words().stream()))
                    .as("seed %d: %s", seed, report.findings())
                    .map(line -> line.replaceAll(": MySQL .*", ""))
                    .containsExactlyInAnyOrderElementsOf(changed);
        }
    }
}
