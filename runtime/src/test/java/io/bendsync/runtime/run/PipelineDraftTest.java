package io.bendsync.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.PipelineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineDraftTest {
    @TempDir
    Path folder;

    @Test
    void eachTableTellsItsKey() {
        assertThat(draft(true, table("orders", "id"), table("lines", "order_id", "no"), table("keyless")))
                .contains("  capture: binlog\n", "    # key: id\n    - shop.orders\n")
                .contains("    # key: order_id, no\n    - shop.lines\n", "    # - shop.keyless   # no primary key");
    }

    @Test
    void withoutABinlogChangesAreFoundByTheColumnThatMySqlSetsAtEachChange() throws IOException {
        String text = draft(
                false,
                growing("orders", "updated_at"),
                growing("items", "updated_at"),
                growing("events", null),
                new DraftTable("rates", List.of("day"), Optional.empty(), Optional.of("changed"), Optional.empty()),
                new DraftTable("log", List.of("day"), Optional.empty(), Optional.empty(), Optional.of("made")),
                table("codes", "code"));

        assertThat(text)
                .contains("  mode: timestamp+incrementing\n  timestamp.column: updated_at\n")
                .contains("    # - shop.events   # no column updated_at that MySQL sets at each change:"
                        + " a pipeline of its own with mode: incrementing (new rows)\n")
                .contains("    # - shop.rates   # no auto-increment column:"
                        + " a pipeline of its own with mode: timestamp, timestamp.column: changed\n")
                .contains("mode: timestamp, timestamp.column: made (new rows)\n")
                .contains("    # - shop.codes   # no auto-increment column: a pipeline of its own with mode: bulk");
        assertThat(read(text).source().tables()).containsExactly("shop.orders", "shop.items");
    }

    @Test
    void withoutSuchColumnsNewRowsAreFound() {
        assertThat(draft(false, growing("orders", null), growing("items", null), growing("odd", "changed")))
                .contains("  mode: incrementing\n", "    # key: id\n    - shop.odd\n")
                .doesNotContain("\n  timestamp.column");
    }

    @Test
    void noNameBecomesAnythingElse() throws IOException {
        String text = draft(
                true,
                table("a\nname: other", "id"),
                table("b: c # d", "k\ney: x"),
                table("e\"\\\u0085\u2028f", "id"),
                table("g,h", "id"),
                table("i*", "id"),
                table("${env:HOME}", "id"));

        Pipeline pipeline = read(text);
        assertThat(pipeline.name()).isEqualTo("shop");
        assertThat(pipeline.source().tables())
                .containsExactly("shop.a\nname: other", "shop.b: c # d", "shop.e\"\\\u0085\u2028f");
        assertThat(text).contains("# - \"shop.g,h\"   # a name with a comma, * or ${ cannot be listed");
    }

    private Pipeline read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), text);
        return PipelineFile.read(file, Map.of("MYSQL_PASSWORD", "a", "DATABEND_PASSWORD", "b"));
    }

    private static String draft(boolean binlog, DraftTable... tables) {
        return PipelineDraft.of("shop", List.of(tables), binlog)
                .text("jdbc:mysql://localhost:3306/shop", "reader", "jdbc:databend://localhost:8000/shop", "writer");
    }

    private static DraftTable table(String name, String... key) {
        return new DraftTable(name, List.of(key), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static DraftTable growing(String name, String updated) {
        return new DraftTable(name, List.of("id"), Optional.of("id"), Optional.ofNullable(updated), Optional.empty());
    }
}
