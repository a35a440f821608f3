package io.bendsync.source.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.config.Mode;
import io.bendsync.source.jdbc.position.StoredOffset;
import io.bendsync.source.jdbc.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final LoadPlan ids = new LoadPlan(LoadPlan.Kind.IDS, "a,b", "900", NOON, List.of("-5", "300"));
    private final LoadPlan time =
            new LoadPlan(LoadPlan.Kind.TIME, "id", "2026-01-02 03:04:05.000000", NOON, List.of("7"));

    @Test
    void planIsTheSameAfterItTravelledAsText() {
        assertThat(LoadPlan.parse(ids.text())).contains(ids);
        assertThat(LoadPlan.parse(time.text())).contains(time);
        List<Load> loads = List.of(
                new Load(new TableName("d", "t,\\"), ids, false), new Load(new TableName("d", "u"), time, true));
        assertThat(Load.parse(Load.text(loads))).isEqualTo(loads);
        assertThat(Load.parse("")).isEmpty();
    }

    @Test
    void textOfAnotherVersionIsNoPlan() {
        assertThat(LoadPlan.parse("2" + ids.text().substring(1))).isEmpty();
        assertThat(LoadPlan.parse("1,ids,id")).isEmpty();
        assertThat(LoadPlan.parse("")).isEmpty();
    }

    @Test
    void chunksLeaveNothingOutBetweenThem() {
        assertThat(ids.chunks()).isEqualTo(3);
        assertThat(ids.above(0)).isEmpty();
        assertThat(ids.upTo(0)).isEqualTo(ids.above(1)).contains("-5");
        assertThat(ids.upTo(1)).isEqualTo(ids.above(2)).contains("300");
        assertThat(ids.upTo(2)).contains("900");
        assertThat(time.upTo(1)).isEmpty();
    }

    @Test
    void planFitsOnlyTheColumnAndKindOfModeItWasMadeFor() {
        assertThat(time.fits(Mode.TIMESTAMP, "id")).isTrue();
        assertThat(time.fits(Mode.TIMESTAMP_INCREMENTING, "id")).isTrue();
        assertThat(time.fits(Mode.INCREMENTING, "id")).isFalse();
        assertThat(time.fits(Mode.TIMESTAMP, "other")).isFalse();
    }

    @Test
    void loadIsDoneWhenEachChunkOfItsPlanIs() {
        LoadPlan other = new LoadPlan(LoadPlan.Kind.TIME, "id", "2026", NOON.minusSeconds(1), List.of("7"));
        StoredLoad half = new StoredLoad(false, Map.of(0, offset(time, true), 1, offset(time, false)));
        assertThat(half.begun(time)).isTrue();
        assertThat(half.done(time)).isFalse();
        assertThat(half.rows(time)).isEqualTo(10);
        StoredLoad mixed = new StoredLoad(false, Map.of(0, offset(time, true), 1, offset(other, true)));
        assertThat(mixed.done(time)).isFalse();
        assertThat(mixed.chunk(time, 1)).isEmpty();
        assertThat(mixed.plan(plan -> true)).contains(time);
        StoredLoad whole = new StoredLoad(false, Map.of(0, offset(time, true), 1, offset(time, true)));
        assertThat(whole.done(time)).isTrue();
        assertThat(new StoredLoad(false, Map.of()).plan(plan -> true)).isEqualTo(Optional.empty());
    }

    private static StoredOffset offset(LoadPlan plan, boolean done) {
        Map<String, Object> fields = Map.of("load", plan.text(), "load_rows", 5L);
        return new StoredOffset(done ? Map.of("load", plan.text(), "load_rows", 5L, "load_done", "true") : fields);
    }
}
