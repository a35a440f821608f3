package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.RestAccess;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a pipeline file, strictly: every mistake at once, each with its line and what to write instead. */
public final class PipelineFile {
    private static final List<String> MODES = List.of("bulk", "incrementing", "timestamp", "timestamp+incrementing");
    private static final int MOST_TASKS_BY_DEFAULT = 4;
    private static final Place TOP = new Place(1, 1);

    private final Path file;
    private final Mistakes mistakes;
    private final Interpolation interpolation;
    private final Map<String, Place> places = new HashMap<>();

    private PipelineFile(Path file, Map<String, String> environment, boolean asWritten) {
        this.file = file;
        this.mistakes = new Mistakes(file);
        this.interpolation = new Interpolation(environment, folder(file), mistakes, asWritten);
    }

    /**
     * Reads a file.
     *
     * @param environment for {@code ${env:NAME}}
     * @throws BendsyncException with a line per mistake
     */
    public static Pipeline read(Path file, Map<String, String> environment) {
        return new PipelineFile(file, environment, false).read();
    }

    /**
     * Reads a file whose references stay what they are, for whoever fills them in.
     *
     * @throws BendsyncException with a line per mistake
     */
    public static Pipeline readAsWritten(Path file) {
        return new PipelineFile(file, Map.of(), true).read();
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
        Optional<KafkaSettings> kafka =
                top.section("kafka").flatMap(section -> new KafkaSection(section, mistakes, folder(file)).read());
        Path data = folder(file).resolve(top.text("data").map(Value::text).orElse("bendsync-data/" + name));
        RestAccess rest = top.section("rest")
                .map(section -> new RestSection(section, mistakes, folder(file)).read())
                .orElse(RestAccess.LOOPBACK);
        top.finish();
        boolean appends = target.isPresent() && target.get().insertMode().equals("insert");
        for (TableRule rule : source.isPresent() && appends ? source.get().rules() : List.<TableRule>of()) {
            if (rule.softDeletes()) {
                mistakes.add(
                        places.getOrDefault(rule.setting() + ".soft.delete", TOP),
                        rule.setting() + ".soft.delete needs target.insert.mode: upsert");
            }
        }
        mistakes.throwIfAny();
        return new Pipeline(file, name, source.orElseThrow(), target.orElseThrow(), kafka, data, rest, places);
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
        String mode = section.choice("mode", MODES, "", Map.of("binlog", "capture: binlog, and no mode"));
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
        TableEntries tables = tables(section);
        Capture how = capture.equals("binlog") ? Capture.BINLOG : Capture.POLLING;
        int tasks = tasks(section, how == Capture.BINLOG);
        Map<String, Value> written = section.map("properties");
        Map<String, String> properties = texts(written);
        section.finish();
        String deletes = properties.getOrDefault("delete.detection", "none");
        for (TableRule rule : tables.rules()) {
            if (how == Capture.POLLING && !deletes.equals("none") && !rule.key().isEmpty()) {
                mistakes.add(
                        places.getOrDefault(rule.setting() + ".key", TOP),
                        rule.setting() + ".key does not go with delete.detection: " + deletes
                                + ", which finds deletes by the primary key");
            }
        }
        return new SourceSettings(
                endpoint,
                how,
                mode,
                incrementing,
                timestamps,
                tables.tables(),
                tables.rules(),
                tasks,
                properties,
                fromOutside(written));
    }

    private TableEntries tables(Section section) {
        TableEntries entries = new TableEntries(mistakes);
        entries.read(section);
        if (!section.has("tables")) {
            mistakes.add(
                    places.getOrDefault("source", TOP),
                    "source.tables is missing: list them, such as tables: [shop.orders, \"shop.item_*\"]");
        } else if (section.isEmptyList("tables")) {
            section.mistake("tables", "is empty: list them, such as tables: [shop.orders, \"shop.item_*\"]");
        }
        return entries;
    }

    /** By default as many as there are processors, up to four: more gain nothing on the first load. */
    private int tasks(Section section, boolean binlog) {
        Optional<Value> tasks = section.text("tasks");
        if (tasks.isEmpty()) {
            return binlog
                    ? 1
                    : Math.min(MOST_TASKS_BY_DEFAULT, Runtime.getRuntime().availableProcessors());
        }
        if (!tasks.get().text().matches("[1-9][0-9]{0,2}")) {
            section.mistake("tasks", "is " + tasks.get().text() + ": it must be a whole number from 1 to 999");
            return 1;
        }
        if (binlog) {
            section.mistake("tasks", "is for polling: a binlog is read by one task");
        }
        return Integer.parseInt(tasks.get().text());
    }

    private TargetSettings target(Section section) {
        Endpoint endpoint = endpoint(section, "jdbc:databend://", "jdbc:databend://localhost:8000/shop");
        String insertMode = section.choice("insert.mode", List.of("upsert", "insert"), "upsert");
        Map<String, Value> properties = section.map("properties");
        section.finish();
        return new TargetSettings(endpoint, insertMode, texts(properties), fromOutside(properties));
    }

    private Endpoint endpoint(Section section, String scheme, String example) {
        Value url = section.required("url", example);
        boolean known = !url.text().isEmpty() && !url.text().startsWith("${");
        if (known && !url.text().startsWith(scheme)) {
            mistakes.add(url.place(), section.dotted("url") + " must start with " + scheme + ", such as " + example);
        } else {
            SecretSettings.complaint(url.text())
                    .ifPresent(complaint -> mistakes.add(url.place(), section.dotted("url") + " " + complaint));
        }
        Value user = section.required("user", "reader");
        String password = section.text("password").map(Value::text).orElse("");
        return new Endpoint(url.text(), user.text(), password);
    }

    private static Map<String, String> texts(Map<String, Value> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    private static Set<String> fromOutside(Map<String, Value> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().fromOutside())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
