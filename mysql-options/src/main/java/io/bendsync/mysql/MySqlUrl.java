package io.bendsync.mysql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL taken apart: hosts, database, options. Only the plain form {@code jdbc:mysql://host:port/database?a=b} is
 * read; the forms that carry options or credentials among the hosts are refused, since they would go round the
 * allow-list of {@link DriverOption}.
 *
 * @param hosts {@code host[:port]}, several parted by commas
 * @param database the database, empty when the URL names none
 * @param options what stands after the question mark, in that order; not yet checked
 */
public record MySqlUrl(String hosts, Optional<String> database, Map<String, String> options) {
    private static final Pattern PLAIN =
            Pattern.compile("jdbc:mysql://([A-Za-z0-9._:,\\[\\]-]*)(?:/([^?#/]*))?(?:\\?(.*))?", Pattern.DOTALL);

    /**
     * Gives its parts.
     *
     * @param url the value of {@code connection.url}
     * @throws IllegalArgumentException with a message for the user when the URL is not of the plain form; the message
     *     never repeats the URL, which may hold a password
     */
    public static MySqlUrl parse(String url) {
        if (url.isBlank()) {
            throw new IllegalArgumentException("is missing; write jdbc:mysql://host:3306/database");
        }
        if (!url.startsWith("jdbc:mysql:")) {
            throw new IllegalArgumentException(
                    "is not a MySQL URL: only MySQL is read; write jdbc:mysql://host:3306/database");
        }
        Matcher parts = PLAIN.matcher(url.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("cannot be read; write jdbc:mysql://host:3306/database?option=value,"
                    + " with user and password in connection.user and connection.password");
        }
        String database = parts.group(2) == null ? "" : decoded(parts.group(2));
        return new MySqlUrl(
                parts.group(1).isEmpty() ? "localhost" : parts.group(1),
                database.isEmpty() ? Optional.empty() : Optional.of(database),
                options(parts.group(3)));
    }

    /** The URL with its database and without options: what is handed to the driver and what may be logged. */
    public String bare() {
        return "jdbc:mysql://" + hosts + "/" + database.map(MySqlUrl::encoded).orElse("");
    }

    /** Whether every host is this machine, so that what is sent never leaves it. */
    public boolean loopback() {
        for (String host : hosts.split(",", -1)) {
            String name = host.startsWith("[")
                    ? host.substring(1, Math.max(1, host.indexOf(']')))
                    : host.replaceFirst(":\\d*$", "");
            if (!name.equalsIgnoreCase("localhost") && !name.startsWith("127.") && !name.equals("::1")) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split("&", -1)) {
                if (!pair.isBlank()) {
                    int equals = pair.indexOf('=');
                    String name = equals < 0 ? pair : pair.substring(0, equals);
                    options.put(decoded(name.trim()), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        }
        return Collections.unmodifiableMap(options);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
