package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.Place;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TableRule;
import io.bendsync.runtime.pipeline.TargetSettings;
import io.bendsync.runtime.verify.TablePair;
import io.bendsync.runtime.verify.ZeroDates;
import io.bendsync.transforms.ShardValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetClashesTest {
    private static final TableRule MERGED = new TableRule(
            "source.tables[1]",
            List.of("shop_*.orders"),
            "",
            "orders",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            "",
            "shard",
            ShardValue.DATABASE);

    @Test
    void tablesOfTwoDatabasesMayNotShareATarget() {
        List<String> complaints = clashes(Capture.BINLOG, "shop_*.orders")
                .clashes(List.of(pair("shop_1", "orders"), pair("shop_2", "orders"), pair("shop_2", "items")));

        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith(
                        "shop.yaml:7:3: source.tables: shop_1.orders and shop_2.orders would be written to one table,"
                                + " lake.orders")
                .contains("shard.column", "${source.db}_${source.table}");
    }

    @Test
    void tablesThatAreMergedMay() {
        assertThat(clashes(Capture.BINLOG, "shop_*.orders")
                        .clashes(List.of(
                                new TablePair(
                                        "shop_1", "orders", "lake", "orders", Optional.of(MERGED), "", ZeroDates.NULL),
                                new TablePair(
                                        "shop_2",
                                        "orders",
                                        "lake",
                                        "orders",
                                        Optional.of(MERGED),
                                        "",
                                        ZeroDates.NULL))))
                .isEmpty();
        assertThat(clashes(Capture.BINLOG, "shop_*.orders", "a.*")
                        .clashes(List.of(
                                new TablePair(
                                        "shop_1", "orders", "lake", "orders", Optional.of(MERGED), "", ZeroDates.NULL),
                                pair("a", "orders"))))
                .hasSize(1);
    }

    @Test
    void aPolledTableWithADotInItsNameIsListedByName() {
        List<TablePair> pairs = List.of(pair("shop", "a.b"), pair("shop", "c"));

        assertThat(clashes(Capture.POLLING, "shop.*").unreachable(pairs))
                .singleElement()
                .asString()
                .contains("shop.a.b has a dot in its name");
        assertThat(clashes(Capture.POLLING, "shop.*", "shop.a.b").unreachable(pairs))
                .isEmpty();
        assertThat(clashes(Capture.BINLOG, "shop.*").unreachable(pairs)).isEmpty();
    }

    @Test
    void onlyGlobsBringTablesLater() {
        assertThat(clashes(Capture.POLLING, "shop.orders").mayCome()).isFalse();
        assertThat(clashes(Capture.POLLING, "shop.orders", "shop.i*").mayCome()).isTrue();
    }

    private static TablePair pair(String database, String table) {
        return new TablePair(database, table, "lake", table);
    }

    private static TargetClashes clashes(Capture capture, String... tables) {
        return new TargetClashes(new Pipeline(
                Path.of("shop.yaml"),
                "shop",
                new SourceSettings(
                        new Endpoint("jdbc:mysql://localhost/shop", "u", "p"),
                        capture,
                        "incrementing",
                        "",
                        List.of(),
                        List.of(tables),
                        List.of(),
                        1,
                        Map.of()),
                new TargetSettings(new Endpoint("jdbc:databend://localhost/lake", "u", "p"), "upsert", Map.of()),
                Optional.empty(),
                Path.of("data"),
                Map.of("source.tables", new Place(7, 3))));
    }
}
