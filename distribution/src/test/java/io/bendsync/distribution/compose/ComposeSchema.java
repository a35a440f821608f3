package io.bendsync.distribution.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.python.PythonInterpreter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The Compose specification's own JSON Schema, from the last docker-compose that was a Python package: fetched by pip,
 * checked by its hash, kept in the cache folder, and not part of the project.
 */
final class ComposeSchema {
    private static final String WHEEL = "docker_compose-1.29.2-py2.py3-none-any.whl";
    private static final String REQUIREMENT =
            "docker-compose==1.29.2 --hash=sha256:8d5589373b35c8d3b1c8c1182c6e4a4ff14bffa3dd0b605fcd08f73c94cef809";
    private static final String SCHEMA = "compose/config/compose_spec.json";

    private ComposeSchema() {}

    /** What the schema has to say against a document. */
    static List<String> complaints(Object document) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(schema());
        JsonNode node = new ObjectMapper().valueToTree(document);
        return schema.validate(node).stream().map(ValidationMessage::getMessage).toList();
    }

    private static JsonNode schema() throws IOException {
        try (ZipFile wheel = new ZipFile(fetched().toFile());
                InputStream schema = wheel.getInputStream(wheel.getEntry(SCHEMA))) {
            return withoutIds(new ObjectMapper().readTree(schema));
        }
    }

    /** Names of an older draft, which say nothing here and which the validator refuses. */
    private static JsonNode withoutIds(JsonNode schema) {
        for (JsonNode part : schema.findParents("id")) {
            if (part.get("id").isTextual()) {
                ((ObjectNode) part).remove("id");
            }
        }
        return schema;
    }

    private static Path fetched() throws IOException {
        CacheFolder cache = CacheFolder.standard();
        Path folder = cache.entry("compose-schema-1.29.2");
        try (FolderLock lock = FolderLock.await(folder, line -> {})) {
            if (Files.notExists(folder)) {
                fetch(cache, folder);
            }
        }
        return folder.resolve(WHEEL);
    }

    private static void fetch(CacheFolder cache, Path folder) throws IOException {
        try (Staging staging = Staging.begin(folder)) {
            Path wheels = Files.createDirectory(staging.folder().resolve("wheels"));
            Path list = Files.writeString(staging.folder().resolve("requirements.txt"), REQUIREMENT);
            Command.Outcome outcome = Command.of(
                            new PythonInterpreter(cache, line -> {}).ensure(),
                            "-m",
                            "pip",
                            "download",
                            "--quiet",
                            "--no-deps",
                            "--require-hashes",
                            "-d",
                            wheels.toString(),
                            "-r",
                            list.toString())
                    .run();
            if (!outcome.succeeded()) {
                throw new IOException("pip does not bring the schema: " + outcome.complaint());
            }
            staging.publish(wheels);
        }
    }
}
