package io.bendsync.distribution.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A Compose file as Docker reads it, with variables at their defaults: what there is of services, and how they start. */
record ComposeFile(Map<String, Object> document) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(\\w+):-([^}]*)}");

    /** A file of the repository's top folder. */
    @SuppressWarnings("unchecked") // a Compose file is a map
    static ComposeFile read(String name) {
        try {
            Load load = new Load(LoadSettings.builder().setLabel(name).build());
            return new ComposeFile((Map<String, Object>) load.loadFromString(Files.readString(ROOT.resolve(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both files together, as {@code docker compose -f … -f …} reads them; the second one only adds. */
    ComposeFile with(ComposeFile more) {
        Map<String, Object> all = new LinkedHashMap<>(document);
        more.document.forEach((section, body) -> all.merge(section, body, (mine, its) -> {
            Map<String, Object> both = new LinkedHashMap<>(map(mine));
            map(its).forEach((name, value) -> {
                if (both.put(name, value) != null) {
                    throw new IllegalStateException(section + "." + name + " is in both files");
                }
            });
            return both;
        }));
        return new ComposeFile(all);
    }

    /** Its services, by name, in their order in the file. */
    Map<String, Service> services() {
        Map<String, Service> services = new LinkedHashMap<>();
        map(document.get("services")).forEach((name, body) -> services.put(name, service(name, map(body))));
        return services;
    }

    private static Service service(String name, Map<String, Object> body) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(body.get("environment")).forEach((key, value) -> environment.put(key, filled(value)));
        Map<String, String> mounts = new LinkedHashMap<>();
        for (String volume : words(body.get("volumes"))) {
            String[] parts = volume.split(":", -1);
            mounts.put(parts[1], parts[0]);
        }
        return new Service(
                name,
                filled(body.get("image")),
                words(body.get("entrypoint")),
                words(body.get("command")),
                environment,
                List.copyOf(map(body.get("depends_on")).keySet()),
                mounts,
                words(map(body.get("healthcheck")).get("test")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<String> words(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(ComposeFile::filled).toList();
    }

    private static String filled(Object value) {
        Matcher variable = VARIABLE.matcher(String.valueOf(value));
        return variable.replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? "$" : found.group(2)));
    }
}
