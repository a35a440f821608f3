package io.bendsync.sink.databend;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where Databend is, read from a JDBC URL as users of Databend's own driver write it:
 * {@code jdbc:databend://[user[:password]@]host[:port][/database][?option=value&…]}.
 *
 * <p>Only options that the driver knows are taken. Those that set how the driver reads results or writes its
 * batches mean nothing here and are passed over; any other is refused by name, since a misspelt option that is
 * silently dropped is worse than an error.
 *
 * @param base scheme, host and port of the HTTP interface
 * @param presigned whether uploads may go straight to the object store
 */
public record DatabendUrl(
        URI base,
        Optional<String> user,
        Optional<String> password,
        Optional<String> database,
        boolean presigned,
        Optional<String> warehouse,
        Optional<String> tenant,
        Optional<String> accessToken) {

    private static final Set<String> PASSED_OVER = Set.of(
            "accept",
            "binary_format",
            "connection_timeout",
            "copy_purge",
            "debug",
            "max_rows_in_buffer",
            "max_rows_per_page",
            "null_display",
            "query_timeout",
            "socket_timeout",
            "strnullasnull",
            "use_verify",
            "wait_time_secs");
    private static final Set<String> KNOWN = Set.of(
            "user",
            "password",
            "database",
            "ssl",
            "sslmode",
            "presigned_url_disabled",
            "warehouse",
            "tenant",
            "accesstoken");

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException with a sentence for the user when it cannot be one
     */
    public static DatabendUrl parse(String url) {
        return parse(url, false);
    }

    /**
     * Reads a URL.
     *
     * @param ssl whether to speak TLS even if the URL does not say so
     * @throws IllegalArgumentException with a sentence for the user when it cannot be one
     */
    public static DatabendUrl parse(String url, boolean ssl) {
        String text = url.strip();
        boolean https = ssl;
        if (text.startsWith("jdbc:databend://")) {
            text = text.substring("jdbc:databend://".length());
        } else if (text.startsWith("https://")) {
            https = true;
            text = text.substring("https://".length());
        } else if (text.startsWith("http://")) {
            text = text.substring("http://".length());
        } else {
            throw new IllegalArgumentException("it must look like jdbc:databend://host:8000/database");
        }
        int query = text.indexOf('?');
        Map<String, String> options = options(query < 0 ? "" : text.substring(query + 1));
        String place = query < 0 ? text : text.substring(0, query);
        int at = place.lastIndexOf('@');
        String account = at < 0 ? "" : place.substring(0, at);
        String server = at < 0 ? place : place.substring(at + 1);
        int slash = server.indexOf('/');
        String path = slash < 0 ? "" : server.substring(slash + 1);
        String host = slash < 0 ? server : server.substring(0, slash);
        if (host.contains(",")) {
            throw new IllegalArgumentException(
                    "several hosts are not supported; give the address of the load balancer");
        }
        https |= isTrue(options.get("ssl")) || "enable".equalsIgnoreCase(options.get("sslmode"));
        int colon = account.indexOf(':');
        return new DatabendUrl(
                base(host, https),
                first(colon < 0 ? account : account.substring(0, colon), options.get("user")),
                first(colon < 0 ? "" : account.substring(colon + 1), options.get("password")),
                first(path.replaceAll("/+$", ""), options.get("database")),
                !isTrue(options.get("presigned_url_disabled")),
                first("", options.get("warehouse")),
                first("", options.get("tenant")),
                first("", options.get("accesstoken")));
    }

    private static URI base(String host, boolean https) {
        URI uri;
        try {
            uri = URI.create((https ? "https://" : "http://") + host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + host + "' is not a host and port", e);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("'" + host + "' is not a host and port");
        }
        int port = uri.getPort() < 0 ? (https ? 443 : 8000) : uri.getPort();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name) && !PASSED_OVER.contains(name)) {
                throw new IllegalArgumentException(
                        "option '" + name + "' is not known; known are " + new java.util.TreeSet<>(KNOWN));
            }
            options.put(name, equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return options;
    }

    private static Optional<String> first(String inPlace, String asOption) {
        if (!inPlace.isEmpty()) {
            return Optional.of(URLDecoder.decode(inPlace, StandardCharsets.UTF_8));
        }
        return Optional.ofNullable(asOption).filter(s -> !s.isEmpty());
    }

    private static boolean isTrue(String text) {
        return "true".equalsIgnoreCase(text) || "1".equals(text);
    }

    /** Host and port, for messages: holds no credentials. */
    public String address() {
        return base.getHost() + ":" + base.getPort();
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
