package io.bendsync.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        var name = new TableNames(format, "standard", false).of(topic, sourceDb, sourceTable);
        assertThat(name.database()).isEqualTo(database);
        assertThat(name.table()).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${tpoic}", "", "db."})
    void aFormatThatCannotBeIsRefused(String format) {
        assertThatThrownBy(() -> new TableNames(format, "standard", false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
