package io.bendsync.testkit;

import java.util.Locale;

/** Where the tests' servers come from: {@code -Dbendsync.stack=local} (the default) or {@code docker}. */
interface Stack {
    String PROPERTY = "bendsync.stack";

    DatabaseServer startMySql();

    DatabaseServer startDatabend();

    /** The stack of this name; null means the default. */
    static Stack named(String name) {
        String wanted = name == null || name.isBlank() ? "local" : name.toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "local" -> new LocalServers();
            case "docker" -> new DockerServers();
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + name + " is not known; say local or docker.");
        };
    }
}
