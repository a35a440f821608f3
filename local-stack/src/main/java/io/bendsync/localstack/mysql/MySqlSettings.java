package io.bendsync.localstack.mysql;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a server is to run.
 *
 * @param dataFolder absolute
 * @param port on loopback
 * @param options added last, so they win
 * @param rootPassword empty for none
 * @param users further users with all privileges, name to password
 */
public record MySqlSettings(
        Path dataFolder, int port, List<String> options, String rootPassword, Map<String, String> users) {
    /** Nothing in it changes later. */
    public MySqlSettings {
        options = List.copyOf(options);
        users = Map.copyOf(users);
    }

    /** Never the passwords. */
    @Override
    public String toString() {
        return "MySQL on " + dataFolder + ", port " + port;
    }
}
