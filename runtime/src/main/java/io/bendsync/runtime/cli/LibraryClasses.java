package io.bendsync.runtime.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All classes of a connector's libraries, loaded and verified by its own class loader, so that Java can keep them. */
final class LibraryClasses {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryClasses.class);
    private static final String SUFFIX = ".class";

    /** Of its 9,000 classes a dozen are used. */
    private static final String TOO_MANY = "hadoop-client-api";

    private final URLClassLoader loader;

    /** @param loader a plugin's, which knows where its libraries are */
    LibraryClasses(ClassLoader loader) {
        this.loader = (URLClassLoader) loader;
    }

    void load() throws IOException {
        for (URL url : loader.getURLs()) {
            if (url.getPath().endsWith(".jar") && !url.getPath().contains(TOO_MANY)) {
                names(url).forEach(this::load);
            }
        }
    }

    private static List<String> names(URL url) throws IOException {
        try (JarFile jar = new JarFile(Path.of(url.toURI()).toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name ->
                            name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void load(String name) {
        try {
            // Java keeps only classes that are linked, and links one before it tells its methods.
            int methods = Class.forName(name, false, loader).getDeclaredMethods().length;
            LOG.trace("{}: {} methods", name, methods);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.trace("not {}: libraries have parts for libraries that are not there", name, e);
        }
    }
}
