package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the connectors' plugin folders are: under each module's target, as {@code mvn package} lays them out. */
public final class Plugins {

    private static final List<String> MODULES =
            List.of("source-jdbc", "source-cdc", "sink-databend", "converter-json", "converter-compact", "dashboard");

    private Plugins() {}

    private static Path home() {
        return Path.of(System.getProperty("bendsync.home", "."));
    }

    /** A folder of this benchmark run's own. */
    public static Path workFolder(String name) {
        return home().resolve("benchmarks/target/work").resolve(name);
    }

    /** The jars of one plugin. */
    public static List<Path> jars(String module) {
        try (Stream<Path> jars = Files.list(folder(module).resolve("lib"))) {
            return jars.toList();
        } catch (IOException e) {
            throw new BenchmarkException("cannot read the plugin folder of " + module, e);
        }
    }

    /** A plugin path with all of them: a fresh folder of links. */
    public static Path path() {
        Path links = workFolder("plugins");
        try {
            Files.createDirectories(links);
            for (String module : MODULES) {
                Path link = links.resolve(module);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, folder(module).toAbsolutePath());
            }
            return links;
        } catch (IOException e) {
            throw new BenchmarkException("cannot lay out a plugin path in " + links, e);
        }
    }

    private static Path folder(String module) {
        Path target = home().resolve(module).resolve("target");
        try (Stream<Path> entries = Files.list(target)) {
            return entries.filter(entry -> Files.isDirectory(entry.resolve("lib")))
                    .findFirst()
                    .orElseThrow(() -> new BenchmarkException(
                            "no plugin folder under " + target + ": run mvn package -Dquick -DskipTests"));
        } catch (IOException e) {
            throw new BenchmarkException("cannot look for the plugin folder of " + module, e);
        }
    }
}
