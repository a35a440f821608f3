package io.bendsync.source.cdc.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkingCopiesTest {

    private static final TableId OLD = table("_orders_old");
    private static final List<TableId> ALL =
            List.of(table("orders"), OLD, table("_orders_older"), table("_people_old"), table("x_orders_old"));

    @Test
    void copyIsOneByItsNameAndTheTableBesideIt() {
        WorkingCopies copies = new WorkingCopies(ALL, Map.of());

        assertThat(ALL.stream().filter(copies::include)).containsExactly(OLD);
        assertThat(copies.original(OLD)).contains("orders");
    }

    @Test
    void tableThatTheListNamesIsNone() {
        for (String list : List.of(
                "shop\\._orders_old", "shop._orders_old", "shop\\.(orders|_orders_old)", "a\\.b, shop\\._ORDERS_OLD")) {
            assertThat(new WorkingCopies(ALL, Map.of("table.include.list", list)).include(OLD))
                    .as(list)
                    .isFalse();
        }
    }

    @Test
    void nameThatIsPartOfAnotherAndPatternThatHappensToMatchNameNothing() {
        for (String list : List.of("shop\\.x_orders_old", "shop\\..*", "shop\\..*_old", "other\\._orders_old")) {
            assertThat(new WorkingCopies(ALL, Map.of("table.include.list", list)).include(OLD))
                    .as(list)
                    .isTrue();
        }
    }

    private static TableId table(String name) {
        return new TableId("shop", null, name);
    }
}
