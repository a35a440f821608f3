package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.RestAccess;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pipeline file, read and found well-formed.
 *
 * @param file as it was named on the command line, for messages
 * @param kafka empty: the embedded one
 * @param data where bendsync keeps its own things
 * @param rest who may reach the REST interface and the dashboard
 * @param places where each setting stands in the file, by its dotted path
 */
public record Pipeline(
        Path file,
        String name,
        SourceSettings source,
        TargetSettings target,
        Optional<KafkaSettings> kafka,
        Path data,
        RestAccess rest,
        Map<String, Place> places) {
    public Pipeline {
        places = Map.copyOf(places);
    }

    /** With a REST interface for this machine only, and a Kafka that asks nobody who they are. */
    public Pipeline(
            Path file,
            String name,
            SourceSettings source,
            TargetSettings target,
            Optional<String> bootstrapServers,
            Path data,
            Map<String, Place> places) {
        this(
                file,
                name,
                source,
                target,
                bootstrapServers.map(servers -> new KafkaSettings(servers, Map.of())),
                data,
                RestAccess.LOOPBACK,
                places);
    }

    /** Where a Kafka of the user's is; empty: the embedded one. */
    public Optional<String> bootstrapServers() {
        return kafka.map(KafkaSettings::bootstrapServers);
    }

    /** Everything in the file that nobody should see. */
    public Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        secrets.add(source.endpoint().password());
        secrets.add(target.endpoint().password());
        secrets.add(rest.password());
        secrets.add(rest.keystorePassword());
        source.rules().forEach(rule -> secrets.add(rule.salt()));
        secrets.addAll(SecretSettings.in(source.properties(), source.fromOutside()));
        secrets.addAll(SecretSettings.in(target.properties(), target.fromOutside()));
        kafka.ifPresent(settings -> secrets.addAll(settings.secrets()));
        secrets.remove("");
        return secrets;
    }

    /** A message about a setting, headed by file, line and column where the setting is written there. */
    public String complaint(String setting, String message) {
        Place place = places.get(setting);
        String where = file + (place == null ? "" : ":" + place) + ": ";
        return where + (message.startsWith(setting) ? "" : setting + ": ") + message;
    }

    /** Whether an entry of {@code source.tables} means the table of that full name. */
    public boolean means(String entry, String fullName) {
        return Pattern.matches(pattern(entry), fullName);
    }

    /** The settings that a table has of its own: of the first entry that means it. */
    public Optional<TableRule> rule(String fullName) {
        return source.rules().stream()
                .filter(rule -> rule.tables().stream().anyMatch(entry -> means(entry, fullName)))
                .findFirst();
    }

    /** A glob as a regular expression. */
    static String pattern(String glob) {
        return glob.replaceAll("[.\\\\+?\\[\\](){}^$|]", "\\\\$0").replace("*", ".*");
    }
}
