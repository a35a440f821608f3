package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.RestAccess;
import io.bendsync.runtime.worker.RestAccess.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file's {@code rest} section. What is open to others must ask for a password, and encrypt. */
final class RestSection {
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)\\]|([\\w.-]+)):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final Section section;
    private final Mistakes mistakes;
    private final Path folder;

    RestSection(Section section, Mistakes mistakes, Path folder) {
        this.section = section;
        this.mistakes = mistakes;
        this.folder = folder;
    }

    RestAccess read() {
        Optional<Address> listen = section.text("listen").flatMap(this::address);
        String user = text("user");
        String password = text("password");
        Optional<Path> keystore = section.text("tls.keystore").flatMap(this::file);
        String keystorePassword = text("tls.password");
        boolean plaintext =
                section.choice("plaintext", List.of("true", "false"), "false").equals("true");
        section.finish();
        if (user.isEmpty() != password.isEmpty()) {
            missing(user.isEmpty() ? "user" : "password", "user and password go together");
        }
        boolean open = listen.isPresent() && !listen.get().isLoopback();
        if (open && user.isEmpty() && password.isEmpty()) {
            missing(
                    "user",
                    "whoever reaches " + listen.get()
                            + " could read and change this pipeline: add user and password, or listen on 127.0.0.1");
        }
        if (open && keystore.isEmpty() && !plaintext && text("tls.keystore").isEmpty()) {
            missing(
                    "tls.keystore",
                    "the password would cross the network in the clear: add a certificate with its key as a PKCS#12"
                            + " file, or plaintext: true where something in front encrypts");
        }
        return new RestAccess(listen, user, password, keystore, keystorePassword);
    }

    private String text(String key) {
        return section.text(key).map(Value::text).orElse("");
    }

    private void missing(String key, String why) {
        mistakes.add(section.place(), section.dotted(key) + " is missing: " + why);
    }

    private Optional<Address> address(Value value) {
        Matcher matcher = ADDRESS.matcher(value.text());
        if (!matcher.matches()
                || Integer.parseInt(matcher.group(3)) > LAST_PORT
                || matcher.group(3).matches("0+")) {
            mistakes.add(
                    value.place(),
                    section.dotted("listen") + " is " + value.text() + ": it must be host:port, such as 0.0.0.0:8083");
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new Address(host, Integer.parseInt(matcher.group(3))));
    }

    private Optional<Path> file(Value value) {
        Path file = folder.resolve(value.text());
        if (!Files.isReadable(file)) {
            mistakes.add(value.place(), section.dotted("tls.keystore") + ": there is no readable file " + file);
            return Optional.empty();
        }
        return Optional.of(file);
    }
}
