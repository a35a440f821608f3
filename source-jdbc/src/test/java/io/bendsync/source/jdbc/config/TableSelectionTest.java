package io.bendsync.source.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TableSelectionTest {
    private static final List<TableName> ALL = List.of(
            new TableName("shop", "orders"),
            new TableName("shop", "item_1"),
            new TableName("shop", "item_2"),
            new TableName("other", "orders"));

    @Test
    void withoutSettingsItIsTheUrlsDatabase() {
        assertThat(selected(selection(List.of(), List.of(), List.of(), List.of(), "shop")))
                .containsExactly("shop.orders", "shop.item_1", "shop.item_2");
        assertThat(selected(selection(List.of(), List.of(), List.of(), List.of(), null)))
                .hasSize(4);
    }

    @Test
    void namesMayHaveTheirDatabaseBackticksAndGlobs() {
        assertThat(selected(selection(List.of("orders", "`other`.`orders`"), List.of(), List.of(), List.of(), "shop")))
                .containsExactly("shop.orders", "other.orders");
        assertThat(selected(selection(List.of("shop.item_?"), List.of(), List.of(), List.of(), null)))
                .containsExactly("shop.item_1", "shop.item_2");
        assertThat(selected(selection(List.of(), List.of("item_*"), List.of(), List.of(), "shop")))
                .containsExactly("shop.orders");
    }

    @Test
    void patternsMatchTheWholeName() {
        assertThat(selected(selection(List.of(), List.of(), List.of("shop\\.item_\\d"), List.of(".*_2"), null)))
                .containsExactly("shop.item_1");
        assertThat(selected(selection(List.of(), List.of(), List.of("item_1"), List.of(), null)))
                .isEmpty();
    }

    @Test
    void namesThatMeanNoTableAreMissingButGlobsMayMeanNone() {
        assertThat(selection(List.of("orders", "gone", "shop.gone", "x*"), List.of(), List.of(), List.of(), "shop")
                        .missing(ALL))
                .containsExactly("gone", "shop.gone");
    }

    private static TableSelection selection(
            List<String> include,
            List<String> exclude,
            List<String> includePatterns,
            List<String> excludePatterns,
            String home) {
        return new TableSelection(
                include,
                exclude,
                includePatterns.stream().map(Pattern::compile).toList(),
                excludePatterns.stream().map(Pattern::compile).toList(),
                Optional.empty(),
                Optional.ofNullable(home));
    }

    private static List<String> selected(TableSelection selection) {
        return ALL.stream().filter(selection::selects).map(TableName::toString).toList();
    }
}
