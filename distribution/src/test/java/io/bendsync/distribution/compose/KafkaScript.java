package io.bendsync.distribution.compose;

import io.bendsync.testkit.connect.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Kafka's scripts are not on Maven Central, the classes that they start are. */
final class KafkaScript {
    private static final Map<String, String> CLASSES =
            Map.of("kafka-broker-api-versions.sh", "org.apache.kafka.tools.BrokerApiVersionsCommand");

    private KafkaScript() {}

    /** A script that does what Kafka's of that path does. */
    static Path in(Path folder, String path, Path hosts) throws IOException {
        String name = Path.of(path).getFileName().toString();
        Path script = folder.resolve(name);
        Files.writeString(
                script,
                "#!/bin/sh\nexec '%s' -Xmx128m -XX:TieredStopAtLevel=1 '-Djdk.net.hosts.file=%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                hosts,
                                KafkaProcess.classPath(),
                                CLASSES.get(name)));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
