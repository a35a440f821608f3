package io.bendsync.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.buffer.OffsetMove;
import io.bendsync.sink.buffer.TableBatch;
import io.bendsync.sink.databend.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTurnsTest {
    private final TableTurns turns = new TableTurns();
    private final List<String> begun = new ArrayList<>();

    private static LaneBatch batch(String... tables) {
        return new LaneBatch(
                "t",
                Stream.of(tables)
                        .map(table -> new TableBatch(new TableName("db", table), false, List.of()))
                        .toList(),
                Optional.empty(),
                Map.of(0, new OffsetMove(0, 1, OffsetMove.NO_TIMESTAMP, 1)),
                0,
                0);
    }

    private void take(String name, LaneBatch batch) {
        if (turns.take(batch, () -> begun.add(name))) {
            begun.add(name);
        }
    }

    @Test
    void aBatchThatWaitsForItsTableHoldsUpNoneForAnother() {
        LaneBatch first = batch("shared");
        take("first", first);
        take("second", batch("shared"));
        take("other", batch("other"));
        assertThat(begun).containsExactly("first", "other");
        turns.giveBack(first);
        assertThat(begun).containsExactly("first", "other", "second");
    }

    @Test
    void nobodyIsPassedByOneThatWantsTheSame() {
        LaneBatch a = batch("a");
        LaneBatch b = batch("b");
        take("a", a);
        take("b", b);
        LaneBatch both = batch("a", "b");
        take("both", both);
        turns.giveBack(a);
        take("a again", a);
        assertThat(begun).containsExactly("a", "b");
        turns.giveBack(b);
        assertThat(begun).containsExactly("a", "b", "both");
        turns.giveBack(both);
        assertThat(begun).containsExactly("a", "b", "both", "a again");
    }
}
