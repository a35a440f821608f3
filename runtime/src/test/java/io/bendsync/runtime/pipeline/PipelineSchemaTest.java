package io.bendsync.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema and the reader know the very same keys. */
class PipelineSchemaTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "source,/properties/source",
        "target,/properties/target",
        "kafka,/properties/kafka",
        "rest,/properties/rest"
    })
    void theReaderKnowsTheKeysOfTheSchemaAndNoOthers(String section, String pointer) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(PipelineFile.schema());
        List<String> inSchema = new ArrayList<>();
        schema.at(pointer).path("properties").fieldNames().forEachRemaining(inSchema::add);

        assertThat(inSchema).isNotEmpty();
        assertThat(knownToReader(section)).containsExactlyInAnyOrderElementsOf(inSchema);
    }

    @Test
    void theExamplesFileForEditorsIsTheSchema() throws IOException {
        assertThat(Path.of("../examples/pipeline.schema.json")).content().isEqualTo(PipelineFile.schema());
    }

    @Test
    void theReaderKnowsTheKeysOfATablesSettingsAndNoOthers() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(PipelineFile.schema());
        List<String> inSchema = new ArrayList<>();
        schema.at("/$defs/entry/properties").fieldNames().forEachRemaining(inSchema::add);

        assertThat(inSchema).isNotEmpty();
        assertThat(knownToReader(
                        "source", "tables:\n    - qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1", "source.tables[1]"))
                .containsExactlyInAnyOrderElementsOf(inSchema);
    }

    /** An impossible key makes the reader list those that it knows. */
    private List<String> knownToReader(String section) throws IOException {
        return knownToReader(section, "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1", section);
    }

    private List<String> knownToReader(String top, String line2, String section) throws IOException {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, top + ":\n  " + line2 + "\n");
        BendsyncException problem =
                catchThrowableOfType(BendsyncException.class, () -> PipelineFile.read(file, Map.of()));
        String start = "unknown key " + section + ".qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: known here are ";
        String line = problem.messages().stream()
                .filter(message -> message.contains(start))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring(line.indexOf(start) + start.length()).split(", ", -1)).stream()
                .distinct()
                .toList();
    }
}
