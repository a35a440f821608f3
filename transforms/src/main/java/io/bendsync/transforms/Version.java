package io.bendsync.transforms;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this module, from the build. */
final class Version {
    private Version() {}

    static String get() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks its version", e);
        }
        return properties.getProperty("version");
    }
}
