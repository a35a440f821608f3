package io.bendsync.localstack.databend;

import java.nio.file.Path;

/**
 * How a gateway is to run.
 *
 * @param dataFolder absolute
 * @param port on loopback
 * @param user who may log in
 * @param password that user's
 */
public record GatewaySettings(Path dataFolder, int port, String user, String password) {
    /** Never the password. */
    @Override
    public String toString() {
        return "Databend on " + dataFolder + ", port " + port;
    }
}
