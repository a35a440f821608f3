package io.bendsync.source.cdc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the build wrote into this plugin. */
record Version(String bendsync, String debezium) {

    static Version ofThisBuild() {
        Properties written = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
            written.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.properties from the plugin's jar", e);
        }
        return new Version(written.getProperty("version"), written.getProperty("debezium"));
    }

    /** Both versions in one word that Connect's version ranges still understand: {@code 1.2.3+debezium.3.6.1.Final}. */
    @Override
    public String toString() {
        return bendsync + "+debezium." + debezium;
    }
}
