package io.bendsync.testkit.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A plugin as a module's build packs it.
 *
 * @param target the module's target folder
 * @param name the artifact's name, without a version
 */
public record PackedPlugin(Path target, String name) {
    /** The plugin of the module that is tested. */
    public PackedPlugin(String name) {
        this(Path.of("target"), name);
    }

    /** The plugin of another module. */
    public static PackedPlugin of(Path target, String name) {
        return new PackedPlugin(target, name);
    }

    /** The plugin as a folder, as a distribution lays it out. */
    public Path folder() {
        return only(Files::isDirectory);
    }

    /** The zip that users get. */
    public Path zip() {
        return only(path -> path.toString().endsWith(".zip"));
    }

    /**
     * Unpacks the zip as a user does who installs it.
     *
     * @param pluginPath an empty folder
     * @return that folder, for {@code plugin.path}
     */
    public Path unzipInto(Path pluginPath) {
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
            return pluginPath;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path only(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                    .filter(wanted)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not packaged yet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
