package io.bendsync.testkit;

import org.testcontainers.containers.GenericContainer;

/**
 * A server in a container.
 *
 * @param before its address up to the database's name
 * @param after what follows the database's name
 */
record DockerServer(GenericContainer<?> container, String before, String after, String user, String password)
        implements DatabaseServer {
    @Override
    public String url(String database) {
        return before + database + after;
    }

    @Override
    public void close() {
        container.stop();
    }
}
