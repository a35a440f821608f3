package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.Endpoint;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.pipeline.SourceSettings;
import io.bendsync.runtime.pipeline.TargetSettings;
import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import io.bendsync.testkit.StackExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class PipelineTablesIT {
    @Test
    void anEntryThatFitsNoTableIsAFailureInWords(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
        databend.execute("CREATE TABLE orders (id INT)");
        String typo = mysql.name() + ".ordres*";

        try (var left =
                io.bendsync.runtime.database.MySqlDatabase.connect(mysql.url(), mysql.user(), mysql.password())) {
            var right = new io.bendsync.runtime.database.DatabendDatabase(
                    databend.url(), databend.user(), databend.password());
            PipelineTables tables =
                    new PipelineTables(pipeline(mysql, List.of(mysql.name() + ".o*", typo)), left, right);

            assertThat(tables.pairs()).extracting(TablePair::mysqlTable).containsExactly("orders");
            assertThat(tables.unmatched()).singleElement().satisfies(report -> {
                assertThat(report.outcome()).isEqualTo(TableReport.Outcome.DIFFERS);
                assertThat(report.remarks())
                        .containsExactly("no table in MySQL fits " + typo + " of source.tables, or the user "
                                + mysql.user() + " may read none of them");
            });
            assertThat(new Verification(left, right, 100).compare(tables.pairs(), Duration.ZERO))
                    .allMatch(TableReport::agrees);
        }
    }

    @Test
    void aTableThatTheSinkHasWrittenAndMySqlDoesNotShowIsAFailure(MySqlDatabase mysql, DatabendDatabase databend) {
        mysql.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
        databend.execute(
                "CREATE TABLE orders (id INT)",
                "CREATE TABLE unseen (id INT)",
                "CREATE TABLE elsewhere (id INT)",
                ledger("a", "p-target", "p." + mysql.name() + ".orders"),
                ledger("b", "p-target", "p." + mysql.name() + ".unseen"),
                ledger("c", "p-target", "p." + mysql.name() + ".renamed"),
                ledger("d", "other-target", "p." + mysql.name() + ".elsewhere"));

        try (var left =
                io.bendsync.runtime.database.MySqlDatabase.connect(mysql.url(), mysql.user(), mysql.password())) {
            var right = new io.bendsync.runtime.database.DatabendDatabase(
                    databend.url(), databend.user(), databend.password());

            assertThat(new PipelineTables(pipeline(mysql, List.of(mysql.name() + ".*")), left, right).unmatched())
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.table()).hasToString(mysql.name() + ".unseen");
                        assertThat(report.outcome()).isEqualTo(TableReport.Outcome.DIFFERS);
                        assertThat(report.remarks()).singleElement().asString().contains("grant SELECT");
                    });
        }
    }

    /** As the sink makes it. */
    private static String ledger(String name, String connector, String topic) {
        return "CREATE TABLE _bendsync_offsets_" + name + " AS SELECT '" + connector + "' connector, '" + topic
                + "' topic";
    }

    private static Pipeline pipeline(MySqlDatabase mysql, List<String> tables) {
        Endpoint source = new Endpoint(mysql.url(), mysql.user(), mysql.password());
        return new Pipeline(
                Path.of("p.yaml"),
                "p",
                new SourceSettings(
                        source, Capture.BINLOG, "incrementing", "", List.of(), tables, List.of(), 1, Map.of()),
                new TargetSettings(source, "upsert", Map.of()),
                Optional.empty(),
                Path.of("data"),
                Map.of());
    }
}
