package io.bendsync.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The plugin as the build packs it. */
final class PackedPlugin {
    private static final Path TARGET = Path.of("target");
    private static final String NAME = "bendsync-sink-databend-";

    private PackedPlugin() {}

    /** The plugin as a folder, as a distribution lays it out. */
    static Path folder() throws IOException {
        return only(path -> Files.isDirectory(path));
    }

    /** The zip that users get. */
    static Path zip() throws IOException {
        return only(path -> path.toString().endsWith(".zip"));
    }

    /** Unpacks the zip as a user does who installs it, and returns the folder for {@code plugin.path}. */
    static Path unzipInto(Path pluginPath) throws IOException {
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path file = pluginPath.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return pluginPath;
    }

    private static Path only(java.util.function.Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(f -> f.getFileName().toString().startsWith(NAME))
                    .filter(wanted)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the plugin is not packaged yet"));
        }
    }
}
