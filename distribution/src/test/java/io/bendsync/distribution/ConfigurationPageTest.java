package io.bendsync.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bendsync.converter.schemas.ProtobufConverter;
import io.bendsync.runtime.pipeline.PipelineFile;
import io.bendsync.testkit.docs.ConfigurationPage;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The sections that are no connector's. */
class ConfigurationPageTest {
    @Test
    void pageSaysWhatThePipelineFilesSchemaSays() throws JsonProcessingException {
        JsonNode schema = new ObjectMapper().readTree(PipelineFile.schema());
        StringBuilder table = new StringBuilder("| key | one of | default | meaning |\n|---|---|---|---|\n");
        rows("", schema, table);
        rows("source.tables[].", schema.at("/$defs/entry"), table);
        ConfigurationPage.ofTheProject().holds("pipeline", table.toString());
    }

    @Test
    void pageSaysWhatTheConvertersDefinitionsSay() {
        ConfigurationPage.ofTheProject().holds("converter-schemas", new ProtobufConverter().config());
    }

    private static void rows(String prefix, JsonNode section, StringBuilder table) {
        for (Map.Entry<String, JsonNode> key : section.path("properties").properties()) {
            JsonNode about = key.getValue();
            if (about.has("properties")) {
                rows(prefix + key.getKey() + ".", about, table);
            } else {
                boolean required = StreamSupport.stream(section.path("required").spliterator(), false)
                        .anyMatch(name -> name.asText().equals(key.getKey()));
                String byDefault =
                        about.has("default") ? "`" + about.get("default").asText() + "`" : "–";
                table.append("| `%s%s` | %s | %s | %s |\n"
                        .formatted(
                                prefix,
                                key.getKey(),
                                choices(about),
                                required ? "(must be given)" : byDefault,
                                about.path("description").asText().replace("|", "\\|")));
            }
        }
    }

    /** As texts: {@code true} and {@code "true"} are written alike in YAML. */
    private static String choices(JsonNode about) {
        return StreamSupport.stream(about.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .distinct()
                .map(choice -> "`" + choice + "`")
                .collect(Collectors.joining(", "));
    }
}
