package io.bendsync.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.sink.databend.TableName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {
    @ParameterizedTest
    @CsvSource({
        "${topic}, orders, , , standard, orders",
        "default.${topic}, orders, , , default, orders",
        "${topic}, server.shop.orders, , , standard, server.shop.orders",
        "lake.${topic}, server.shop.orders, , , lake, server.shop.orders",
        "${source.db}.${source.table}, any, shop, items, shop, items",
        "${source.db}.${source.table}, server.shop.orders, , , shop, orders",
        "raw_${source.table}, x, shop, items, standard, raw_items"
    })
    void onlyADotOfTheFormatPartsDatabaseFromTable(
            String format, String topic, String sourceDb, String sourceTable, String database, String table) {
        var name = new TableNames(format, Map.of(), "standard", false).of(topic, sourceDb, sourceTable);
        assertThat(name.database()).isEqualTo(database);
        assertThat(name.table()).isEqualTo(table);
    }

    @Test
    void aTopicMayHaveATableOfItsOwnAndSeveralTopicsOne() {
        Map<String, String> tables = Map.of("p.a.orders", "orders", "p.b.orders", "orders", "log", "archive.log");
        TableNames names = new TableNames("${source.table}", tables, "standard", false);
        assertThat(names.of("p.a.orders", "a", "orders_1")).isEqualTo(new TableName("standard", "orders"));
        assertThat(names.of("p.b.orders", null, null)).isEqualTo(new TableName("standard", "orders"));
        assertThat(names.of("log", "a", "b")).isEqualTo(new TableName("archive", "log"));
        assertThat(names.of("other", "a", "items")).isEqualTo(new TableName("standard", "items"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${tpoic}", "", "db."})
    void aFormatThatCannotBeIsRefused(String format) {
        assertThatThrownBy(() -> new TableNames(format, Map.of(), "standard", false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
