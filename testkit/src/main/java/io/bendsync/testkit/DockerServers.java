package io.bendsync.testkit;

import org.testcontainers.databend.DatabendContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The official images, by Testcontainers. Not run on machines without Docker, and so far only compiled there: the first
 * run with {@code -Dbendsync.stack=docker} is its test. MySQL is the release that {@link LocalServers} runs, Databend the
 * published one that comes after it.
 */
final class DockerServers implements Stack {
    static final DockerImageName MYSQL = DockerImageName.parse("mysql:9.7.2");
    static final DockerImageName DATABEND = DockerImageName.parse("datafuselabs/databend:v1.2.951-nightly");

    private static final String ROOT = "root";
    private static final String PASSWORD = "bendsync";
    private static final int DATABEND_PORT = 8000;

    @Override
    public DatabaseServer startMySql() {
        MySQLContainer container = new MySQLContainer(MYSQL)
                .withUsername(ROOT)
                .withPassword(PASSWORD)
                .withCommand(
                        "--server-id=1",
                        "--log-bin=binlog",
                        "--binlog-row-image=FULL",
                        "--gtid-mode=ON",
                        "--enforce-gtid-consistency=ON",
                        "--sync-binlog=0",
                        "--innodb-flush-log-at-trx-commit=2");
        container.start();
        return new DockerServer(
                container,
                "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(MySQLContainer.MYSQL_PORT) + "/",
                "",
                ROOT,
                PASSWORD);
    }

    @Override
    public DatabaseServer startDatabend() {
        DatabendContainer container =
                new DatabendContainer(DATABEND).withUsername("databend").withPassword("databend");
        container.start();
        return new DockerServer(
                container,
                "jdbc:databend://" + container.getHost() + ":" + container.getMappedPort(DATABEND_PORT) + "/",
                DatabendDatabase.OPTIONS,
                "databend",
                "databend");
    }
}
