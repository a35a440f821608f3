package io.bendsync.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The one folder that everything downloaded lands in. It may be deleted whenever no local server runs; the next start
 * fills it again.
 *
 * @param root absolute; made when first needed
 */
public record CacheFolder(Path root) {
    /** The system property that moves the folder. */
    public static final String PROPERTY = "bendsync.cache";
    /** The environment variable that moves the folder, where the property is not set. */
    public static final String VARIABLE = "BENDSYNC_CACHE";

    /** Takes any folder; a relative one is meant from the working directory. */
    public CacheFolder {
        root = Objects.requireNonNull(root, "null root").toAbsolutePath().normalize();
    }

    /** {@code -Dbendsync.cache}, else {@code BENDSYNC_CACHE}, else {@code ~/.cache/bendsync}. */
    public static CacheFolder standard() {
        return standard(System.getProperties(), System.getenv());
    }

    static CacheFolder standard(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        if (!named.isBlank()) {
            return new CacheFolder(Path.of(named));
        }
        return new CacheFolder(Path.of(properties.getProperty("user.home"), ".cache", "bendsync"));
    }

    /**
     * A path inside the folder, which is made if need be.
     *
     * @throws LocalStackException if the folder cannot be made
     */
    public Path entry(String name) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new LocalStackException(
                    "The cache folder " + root + " cannot be made (" + e.getMessage() + "). Name another one with "
                            + VARIABLE + " or -D" + PROPERTY + ".",
                    e);
        }
        return root.resolve(name);
    }
}
