package io.bendsync.distribution.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.sink.DatabendSinkConnector;
import io.bendsync.source.jdbc.JdbcSourceConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The resources on the page for Strimzi, as far as they can be held without a Kubernetes. */
class StrimziTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)## Strimzi.*?```yaml\\n(.*?)```");

    /** What the resource definitions of Strimzi 1.3 require. */
    private static final List<String> REQUIRED = List.of(
            "replicas",
            "bootstrapServers",
            "groupId",
            "configStorageTopic",
            "offsetStorageTopic",
            "statusStorageTopic");

    /** What Strimzi sets by itself, and refuses in {@code config}. */
    private static final String REFUSED = "(group\\.id|(config|offset|status)\\.storage\\.topic|bootstrap\\.servers"
            + "|ssl\\.|sasl\\.|security\\.|listeners|plugin\\.path|rest\\.|(consumer|producer)\\.interceptor\\.classes).*";

    private static final String PLUGIN_NAME = "[a-z0-9][-_a-z0-9]*[a-z0-9]";

    private static List<Map<String, Object>> resources;

    @BeforeAll
    static void read() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/connect-clusters.md")));
        assertThat(block.find()).isTrue();
        resources = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(block.group(1))) {
            resources.add(map(document));
        }
    }

    @Test
    void theClusterHasWhatIsRequiredAndNothingThatIsRefused() {
        Map<String, Object> cluster = resources.get(0);
        assertThat(cluster).containsEntry("apiVersion", "kafka.strimzi.io/v1").containsEntry("kind", "KafkaConnect");
        assertThat(map(map(cluster.get("metadata")).get("annotations")))
                .containsEntry("strimzi.io/use-connector-resources", "true");
        Map<String, Object> spec = map(cluster.get("spec"));
        assertThat(spec).containsKeys(REQUIRED.toArray(String[]::new));
        assertThat(map(spec.get("config"))).isNotEmpty().allSatisfy((key, value) -> {
            assertThat(key).doesNotMatch(REFUSED);
            assertThat(value).isInstanceOfAny(String.class, Number.class, Boolean.class);
        });
    }

    @Test
    void theImageIsBuiltFromZipsThatWePack() {
        Map<String, Object> build = map(map(resources.get(0).get("spec")).get("build"));
        assertThat(map(build.get("output"))).containsKeys("type", "image");
        List<?> plugins = (List<?>) build.get("plugins");
        assertThat(plugins).isNotEmpty().allSatisfy(plugin -> {
            String name = (String) map(plugin).get("name");
            assertThat(name).matches(PLUGIN_NAME);
            assertThat(Path.of("..", name.replace("bendsync-", ""), "src/main/assembly/zip.xml"))
                    .exists();
            Map<String, Object> artifact = map(((List<?>) map(plugin).get("artifacts")).get(0));
            assertThat(artifact).containsEntry("type", "zip").containsKey("sha512sum");
            assertThat((String) artifact.get("url")).contains("/" + name + "-").endsWith(".zip");
        });
    }

    @Test
    void theConnectorsAreOfThatClusterAndTheirKeysAreTheirs() {
        Map<String, Object> cluster = map(resources.get(0).get("metadata"));
        Map<Object, ConfigDef> known = Map.of(
                JdbcSourceConnector.class.getName(), new JdbcSourceConnector().config(),
                DatabendSinkConnector.class.getName(), new DatabendSinkConnector().config());
        List<Map<String, Object>> connectors = resources.subList(1, resources.size());
        assertThat(connectors).hasSize(known.size()).allSatisfy(connector -> {
            assertThat(connector)
                    .containsEntry("apiVersion", "kafka.strimzi.io/v1")
                    .containsEntry("kind", "KafkaConnector");
            assertThat(map(map(connector.get("metadata")).get("labels")))
                    .containsEntry("strimzi.io/cluster", cluster.get("name"));
            Map<String, Object> spec = map(connector.get("spec"));
            Set<String> keys = known.get(spec.get("class")).names();
            assertThat(spec).containsOnlyKeys("class", "tasksMax", "config");
            assertThat(map(spec.get("config")).keySet())
                    .allMatch(key -> keys.contains(key) || key.equals("topics"), "keys of " + spec.get("class"));
        });
    }

    @SuppressWarnings("unchecked") // mappings of YAML with texts as keys
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
