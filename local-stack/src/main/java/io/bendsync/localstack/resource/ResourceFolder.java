package io.bendsync.localstack.resource;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder on the class path, be it in a jar or, while we are being built, in a folder of files. */
public final class ResourceFolder {
    private final String name;

    /** The folder of this name, such as {@code io/bendsync/localstack/gateway}. */
    public ResourceFolder(String name) {
        this.name = name;
    }

    /**
     * Copies the files whose path in the folder is wanted, such as {@code bin/python3.13}.
     *
     * @throws LocalStackException if there is no such folder on the class path
     */
    public void copyTo(Path target, Predicate<String> wanted) throws IOException {
        try (Source source = open()) {
            for (Path file : source.files()) {
                String path = source.folder().relativize(file).toString();
                if (wanted.test(path)) {
                    Path copy = target.resolve(path);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** A fingerprint of the files' names and contents: it changes whenever any of them does. */
    public String fingerprint() throws IOException {
        try (Source source = open()) {
            Fingerprint fingerprint = new Fingerprint();
            for (Path file : source.files()) {
                fingerprint.add(source.folder().relativize(file).toString()).add(Files.readAllBytes(file));
            }
            return fingerprint.toString();
        }
    }

    private Source open() throws IOException {
        URL url = ResourceFolder.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new LocalStackException("The class path lacks " + name + ". If this is our own build, build it again;"
                    + " if you made the class path, add bendsync-local-stack with its dependencies for this platform.");
        }
        try {
            if (url.getProtocol().equals("file")) {
                return new Source(null, Path.of(url.toURI()));
            }
            JarURLConnection connection = (JarURLConnection) url.openConnection();
            FileSystem jar =
                    FileSystems.newFileSystem(Path.of(connection.getJarFileURL().toURI()));
            return new Source(jar, jar.getPath(name));
        } catch (URISyntaxException e) {
            throw new IOException("no file's address: " + url, e);
        }
    }

    /**
     * The folder, open.
     *
     * @param jar null if the folder is not in a jar
     */
    private record Source(FileSystem jar, Path folder) implements AutoCloseable {
        /** In the order of their names; Python's own leftovers are none of ours. */
        List<Path> files() throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains("__pycache__"))
                        .sorted()
                        .toList();
            }
        }

        @Override
        public void close() throws IOException {
            if (jar != null) {
                jar.close();
            }
        }
    }
}
