package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a pipeline file, strictly: every mistake at once, each with its line and what to write instead. */
public final class PipelineFile {
    private static final List<String> MODES = List.of("bulk", "incrementing", "timestamp", "timestamp+incrementing");
    private static final Place TOP = new Place(1, 1);

    private final Path file;
    private final Mistakes mistakes;
    private final Interpolation interpolation;
    private final Map<String, Place> places = new HashMap<>();

    private PipelineFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.mistakes = new Mistakes(file);
        this.interpolation = new Interpolation(environment, folder(file), mistakes);
    }

    /**
     * Reads a file.
     *
     * @param environment for {@code ${env:NAME}}
     * @throws BendsyncException with a line per mistake
     */
    public static Pipeline read(Path file, Map<String, String> environment) {
        return new PipelineFile(file, environment).read();
    }

    /** The JSON Schema of the file. */
    public static String schema() {
        try (InputStream in = PipelineFile.class.getResourceAsStream("pipeline.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw BendsyncException.failed("cannot read the schema: " + e, e);
        }
    }

    private Pipeline read() {
        Section top = new Section("", parse(), mistakes, interpolation, places);
        String name = name(top);
        Optional<SourceSettings> source = top.required("source", this::source);
        Optional<TargetSettings> target = top.required("target", this::target);
        Optional<String> servers = top.section("kafka").flatMap(this::bootstrapServers);
        Path data = folder(file).resolve(top.text("data").map(Value::text).orElse("bendsync-data/" + name));
        top.finish();
        mistakes.throwIfAny();
        return new Pipeline(file, name, source.orElseThrow(), target.orElseThrow(), servers, data, places);
    }

    private MappingNode parse() {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return mapping;
            }
            throw BendsyncException.badSetting(
                    file + ": this is no pipeline file: it must hold name, source and target (see README.md)");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(TOP);
            throw BendsyncException.badSetting(file + ":" + place + ": this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw BendsyncException.badSetting(file + ": this is no YAML: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw BendsyncException.badSetting(file + ": there is no such file");
        } catch (IOException e) {
            throw BendsyncException.badSetting(file + ": cannot be read: " + e);
        }
    }

    private String name(Section top) {
        Value name = top.required("name", "shop");
        if (!name.text().isEmpty() && !name.text().matches("[a-zA-Z0-9_-]{1,60}")) {
            mistakes.add(name.place(), "name may have letters, digits, - and _ only, at most 60");
        }
        return name.text();
    }

    private SourceSettings source(Section section) {
        Endpoint endpoint = endpoint(section, "jdbc:mysql://", "jdbc:mysql://localhost:3306/shop");
        String capture = section.choice("capture", List.of("polling", "binlog"), "polling");
        String mode = section.choice("mode", MODES, "");
        if (capture.equals("polling") && mode.isEmpty() && section.text("mode").isEmpty()) {
            mistakes.add(
                    places.getOrDefault("source", TOP), "source.mode is missing: one of " + String.join(", ", MODES));
        }
        String incrementing =
                section.text("incrementing.column").map(Value::text).orElse("");
        List<String> timestamps =
                section.list("timestamp.column").stream().map(Value::text).toList();
        if (mode.startsWith("timestamp") && timestamps.isEmpty()) {
            mistakes.add(
                    places.getOrDefault("source.mode", TOP),
                    "source.timestamp.column is missing: the mode " + mode
                            + " needs it, such as timestamp.column: updated_at");
        }
        List<String> tables = tables(section);
        Map<String, String> properties = properties(section);
        section.finish();
        Capture how = capture.equals("binlog") ? Capture.BINLOG : Capture.POLLING;
        return new SourceSettings(endpoint, how, mode, incrementing, timestamps, tables, properties);
    }

    private List<String> tables(Section section) {
        List<Value> tables = section.list("tables");
        if (tables.isEmpty()) {
            mistakes.add(
                    places.getOrDefault("source.tables", places.getOrDefault("source", TOP)),
                    "source.tables is missing: list them, such as tables: [shop.orders, \"shop.item_*\"]");
        }
        Map<String, String> byTopic = new LinkedHashMap<>();
        for (Value table : tables) {
            int dot = table.text().indexOf('.');
            if (dot < 1 || dot == table.text().length() - 1) {
                mistakes.add(
                        table.place(), "source.tables: " + table.text() + " lacks its database: write database.table");
                continue;
            }
            String other = byTopic.put(table.text().substring(dot + 1), table.text());
            if (other != null) {
                mistakes.add(
                        table.place(),
                        "source.tables: " + other + " and " + table.text()
                                + " would share one topic and target table: give each a pipeline of its own");
            }
        }
        return tables.stream().map(Value::text).toList();
    }

    private TargetSettings target(Section section) {
        Endpoint endpoint = endpoint(section, "jdbc:databend://", "jdbc:databend://localhost:8000/shop");
        String insertMode = section.choice("insert.mode", List.of("upsert", "insert"), "upsert");
        Map<String, String> properties = properties(section);
        section.finish();
        return new TargetSettings(endpoint, insertMode, properties);
    }

    private Endpoint endpoint(Section section, String scheme, String example) {
        Value url = section.required("url", example);
        if (!url.text().isEmpty() && !url.text().startsWith(scheme)) {
            mistakes.add(url.place(), section.dotted("url") + " must start with " + scheme + ", such as " + example);
        } else if (url.text().matches("(?s)[^:]*:[^:]*://[^/?]*@.*|.*[?&;]password=.*")) {
            mistakes.add(
                    url.place(),
                    section.dotted("url") + " holds a user or password: write them as user: and password: instead");
        }
        Value user = section.required("user", "reader");
        String password = section.text("password").map(Value::text).orElse("");
        return new Endpoint(url.text(), user.text(), password);
    }

    private static Map<String, String> properties(Section section) {
        Map<String, String> properties = new LinkedHashMap<>();
        section.map("properties").forEach((key, value) -> properties.put(key, value.text()));
        return properties;
    }

    private Optional<String> bootstrapServers(Section section) {
        Optional<String> servers = section.text("bootstrap.servers").map(Value::text);
        section.finish();
        return servers;
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
