package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.PipelineSecrets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a file's raw properties may hold a secret: those that are named like one, that hold an address with a user in
 * it, or that the file takes from elsewhere. They go the way of the passwords, by reference.
 */
final class SecretSettings {
    private static final Pattern KEY = Pattern.compile(
            "pass(word|wd|phrase|code)|pwd|secret|token|credential|user\\.?info|(api|access|private|account|client|encryption)"
                    + "[._-]?key|sasl\\.jaas|auth(orization)?$");

    private static final Pattern ADDRESS_WITH_USER = Pattern.compile("(?s).*[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#\\s]*@.*");

    /** In an address's options: any that is named like a secret. */
    private static final Pattern OPTION =
            Pattern.compile("[?&;,(]([^=&;,?]*(?:pass(?:word|wd|phrase)|pwd|secret|token)[^=&;,]*)=");

    /** What the user's own password is called there. */
    private static final Set<String> PASSWORDS = Set.of("password", "pwd");

    /** A shorter word from elsewhere is a mode or a number, and would be blanked out wherever it stands. */
    private static final int SHORTEST_FROM_OUTSIDE = 8;

    private SecretSettings() {}

    /** Puts raw properties over a connector's configuration; they win. */
    static void add(
            Map<String, String> config, Map<String, String> properties, Set<String> fromOutside, String connector) {
        properties.forEach((key, value) -> config.put(
                key,
                isSecret(key, value) || fromOutside.contains(key)
                        ? PipelineSecrets.keep(connector + "." + key, value)
                        : value));
    }

    /** The values that nobody should see. */
    static Set<String> in(Map<String, String> properties, Collection<String> fromOutside) {
        Set<String> secrets = new LinkedHashSet<>();
        properties.forEach((key, value) -> {
            if (isSecret(key, value) || (fromOutside.contains(key) && value.length() >= SHORTEST_FROM_OUTSIDE)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    /** What is wrong with an address that carries a user, a password or another secret, written with percent signs, too. */
    static Optional<String> complaint(String url) {
        String plain = decoded(url);
        Matcher option = OPTION.matcher(plain.toLowerCase(Locale.ROOT));
        boolean found = option.find();
        if (plain.matches("(?s)[^:]*:[^:]*://[^/?]*@.*") || (found && PASSWORDS.contains(option.group(1)))) {
            return Optional.of("holds a user or password: write them as user: and password: instead");
        }
        return found
                ? Optional.of("holds a secret (" + option.group(1)
                        + "): write it under properties instead, such as connection.ssl.truststore.password")
                : Optional.empty();
    }

    private static boolean isSecret(String key, String value) {
        return KEY.matcher(key.toLowerCase(Locale.ROOT)).find()
                || ADDRESS_WITH_USER.matcher(value).matches();
    }

    private static String decoded(String url) {
        try {
            return java.net.URLDecoder.decode(url, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url; // a lone percent sign, of which the connector tells
        }
    }
}
