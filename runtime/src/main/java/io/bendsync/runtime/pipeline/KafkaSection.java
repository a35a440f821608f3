package io.bendsync.runtime.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the file's {@code kafka} section: where a Kafka of the user's is, and how its clients show who they are. */
final class KafkaSection {
    private static final String SERVERS = "bootstrap.servers";
    private static final String PROTOCOL = "security.protocol";
    private static final String MECHANISM = "sasl.mechanism";
    private static final String LOGIN = "sasl.jaas.config";

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
    private static final List<String> FILES = List.of("ssl.truststore.location", "ssl.keystore.location");

    /** In Kafka's words; none of them names a class. */
    private static final List<String> OTHERS = List.of(
            "ssl.truststore.password",
            "ssl.truststore.type",
            "ssl.truststore.certificates",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.key.password",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.endpoint.identification.algorithm",
            "ssl.enabled.protocols");

    /** One module of the two that take a name and a password; others can be had to load classes from elsewhere. */
    private static final Pattern HARMLESS_LOGIN = Pattern.compile(
            "\\s*org\\.apache\\.kafka\\.common\\.security\\.(plain\\.Plain|scram\\.Scram)LoginModule\\s+required"
                    + "(\\s+\\w+\\s*=\\s*(\"([^\"\\\\]|\\\\.)*\"|[^\\s\";]+))*\\s*;\\s*");

    private final Section section;
    private final Mistakes mistakes;
    private final Path folder;

    KafkaSection(Section section, Mistakes mistakes, Path folder) {
        this.section = section;
        this.mistakes = mistakes;
        this.folder = folder;
    }

    /** Empty: the embedded one. */
    Optional<KafkaSettings> read() {
        Optional<String> servers = section.text(SERVERS).map(Value::text);
        Map<String, String> security = new LinkedHashMap<>();
        choice(PROTOCOL, PROTOCOLS, security);
        choice(MECHANISM, MECHANISMS, security);
        section.text(LOGIN).ifPresent(login -> login(login, security));
        for (String key : FILES) {
            section.text(key).ifPresent(value -> file(key, value, security));
        }
        for (String key : OTHERS) {
            section.text(key).ifPresent(value -> security.put(key, value.text()));
        }
        section.finish();
        if (servers.isEmpty() && !security.isEmpty()) {
            mistakes.add(
                    section.place(),
                    section.dotted(SERVERS)
                            + " is missing: the embedded Kafka is on this machine only and needs no security settings");
        }
        long logins = List.of(
                        security.getOrDefault(PROTOCOL, "").startsWith("SASL"),
                        security.containsKey(LOGIN),
                        security.containsKey(MECHANISM))
                .stream()
                .filter(is -> is)
                .count();
        if (logins == 1 || logins == 2) {
            mistakes.add(
                    section.place(),
                    section.path() + ": " + PROTOCOL + ": SASL_SSL (or SASL_PLAINTEXT), " + MECHANISM + " and " + LOGIN
                            + " go together");
        }
        return servers.map(address -> new KafkaSettings(address, security));
    }

    private void choice(String key, List<String> choices, Map<String, String> security) {
        if (section.has(key)) {
            security.put(key, section.choice(key, choices, choices.get(0)));
        } else {
            section.choice(key, choices, choices.get(0));
        }
    }

    private void login(Value login, Map<String, String> security) {
        security.put(LOGIN, login.text());
        if (!HARMLESS_LOGIN.matcher(login.text()).matches()) {
            mistakes.add(
                    login.place(),
                    section.dotted(LOGIN) + " must be org.apache.kafka.common.security.plain.PlainLoginModule or"
                            + " …scram.ScramLoginModule with required username=\"…\" password=\"…\"; in one line with a"
                            + " semicolon at its end");
        }
    }

    private void file(String key, Value value, Map<String, String> security) {
        Path file = folder.resolve(value.text());
        if (!Files.isReadable(file)) {
            mistakes.add(value.place(), section.dotted(key) + ": there is no readable file " + file);
        }
        security.put(key, file.toString());
    }
}
