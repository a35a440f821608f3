package io.bendsync.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFileTest {
    private static final String GOOD = """
            name: shop
            source:
              url: jdbc:mysql://localhost:3306/shop
              user: reader
              password: ${env:MYSQL_PASSWORD}
              mode: timestamp+incrementing
              timestamp.column: [updated_at, created_at]
              tables: [shop.orders, shop.items]
              properties:
                batch.max.rows: 7
            target:
              url: jdbc:databend://localhost:8000/shop
              user: databend
              password: ${file:secrets.properties:databend}
            """;

    @TempDir
    Path folder;

    @Test
    void aWholeFileIsReadWithItsReferencesReplaced() throws IOException {
        Files.writeString(folder.resolve("secrets.properties"), "databend=from a file\n");

        Pipeline pipeline = read(GOOD, Map.of("MYSQL_PASSWORD", "from outside"));

        assertThat(pipeline.source().endpoint())
                .isEqualTo(new Endpoint("jdbc:mysql://localhost:3306/shop", "reader", "from outside"));
        assertThat(pipeline.target().endpoint().password()).isEqualTo("from a file");
        assertThat(pipeline.source().timestampColumns()).containsExactly("updated_at", "created_at");
        assertThat(pipeline.source().properties()).containsExactly(Map.entry("batch.max.rows", "7"));
        assertThat(pipeline.target().insertMode()).isEqualTo("upsert");
        assertThat(pipeline.data()).isEqualTo(folder.resolve("bendsync-data/shop"));
        assertThat(pipeline.complaint("source.password", "no"))
                .isEqualTo(folder.resolve("shop.yaml") + ":5: source.password: no");
    }

    @Test
    void everyMistakeIsToldAtOnceInTheFilesOrder() throws IOException {
        List<String> mistakes = mistakes("""
                name: a shop
                sorce: {}
                source:
                  url: jdbc:postgresql://localhost/shop
                  usr: reader
                  mode: incremental
                  tables: [orders]
                target:
                  url: jdbc:databend://databend:databend@localhost:8000/shop
                  user: databend
                  password: ${env:NOT_THERE}
                  password: again
                """);

        String file = folder.resolve("shop.yaml").toString();
        assertThat(mistakes)
                .containsExactly(
                        file + ":1:7: name may have letters, digits, - and _ only, at most 60",
                        file + ":2:1: unknown key sorce: did you mean source?",
                        file + ":4:3: source.user is missing: add it, such as user: reader",
                        file + ":4:8: source.url must start with jdbc:mysql://, such as"
                                + " jdbc:mysql://localhost:3306/shop",
                        file + ":5:3: unknown key source.usr: did you mean user?",
                        file + ":6:9: source.mode is incremental: it must be one of bulk, incrementing, timestamp,"
                                + " timestamp+incrementing",
                        file + ":7:12: source.tables: orders lacks its database: write database.table",
                        file + ":9:8: target.url holds a user or password: write them as user: and password: instead",
                        file + ":12:3: target.password is given twice");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() throws IOException {
        assertThat(mistakes("name: shop\nsource: [\n"))
                .singleElement()
                .asString()
                .contains("shop.yaml:3:1: this is no YAML");
    }

    @Test
    void aReferenceToAVariableThatIsNotSetIsAMistake() throws IOException {
        Files.writeString(folder.resolve("secrets.properties"), "other=1\n");

        assertThat(mistakes(GOOD))
                .containsExactly(
                        folder.resolve("shop.yaml") + ":5:13: the environment variable MYSQL_PASSWORD is not set",
                        folder.resolve("shop.yaml") + ":14:13: no key databend in "
                                + folder.resolve("secrets.properties"));
    }

    private List<String> mistakes(String text) {
        BendsyncException problem = catchThrowableOfType(BendsyncException.class, () -> read(text, Map.of()));
        assertThat(problem.status()).isEqualTo(ExitStatus.BAD_SETTING);
        return problem.messages();
    }

    private Pipeline read(String text, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, text);
        return PipelineFile.read(file, environment);
    }
}
