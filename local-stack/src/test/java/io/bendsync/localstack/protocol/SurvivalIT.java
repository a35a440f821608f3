package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine's data and catalogue through restarts, kills, and other programs on its ports. */
class SurvivalIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @Test
    void catalogueAndDataSurviveARestart() {
        HttpSession session = GATEWAY.session();
        session.run("CREATE DATABASE kept").rows();
        session.run("CREATE TABLE kept.t (i INT, v VARCHAR)").rows();
        session.run("CREATE STAGE kept_stage").rows();
        session.run("INSERT INTO kept.t VALUES (1, 'a')").rows();

        GATEWAY.server().restart();

        assertThat(GATEWAY.rows("SELECT * FROM kept.t")).containsExactly(List.of("1", "a"));
        assertThat(GATEWAY.rows("SHOW STAGES"))
                .anySatisfy(stage -> assertThat(stage).contains("kept_stage"));
    }

    @Test
    void committedSurvivesAKillAndTheUncommittedDoesNot() {
        String table = GATEWAY.table("i INT");
        HttpSession session = GATEWAY.session();
        session.run("INSERT INTO " + table + " VALUES (1)").rows();
        session.run("BEGIN");
        session.run("INSERT INTO " + table + " VALUES (2)").rows();
        session.run("COMMIT").rows();
        HttpSession open = GATEWAY.session();
        open.run("BEGIN");
        open.run("INSERT INTO " + table + " VALUES (3)").rows();

        GATEWAY.server().kill();
        GATEWAY.server().restart();

        assertThat(GATEWAY.rows("SELECT i FROM " + table + " ORDER BY i")).containsExactly(List.of("1"), List.of("2"));
        // The transaction is gone with the server, and its client is told instead of starting half-way.
        assertThat(open.run("INSERT INTO " + table + " VALUES (4)").code()).isEqualTo(4002);
        assertThat(open.run("COMMIT").code()).isZero();
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("2"));
    }

    @Test
    void killsInTheMidstOfWritingLoseNothingAcknowledged() {
        String table = GATEWAY.table("i INT");
        for (int round = 0; round < 3; round++) {
            HttpSession session = GATEWAY.session();
            for (int i = 0; i < 5; i++) {
                session.run("INSERT INTO " + table + " VALUES (" + (round * 5 + i) + ")")
                        .rows();
            }
            GATEWAY.server().kill();
            GATEWAY.server().restart();
            assertThat(GATEWAY.rows("SELECT count(*), count(DISTINCT i) FROM " + table))
                    .containsExactly(List.of(Integer.toString(round * 5 + 5), Integer.toString(round * 5 + 5)));
        }
    }

    @Test
    void firstChangeAfterAKillWaitsNoMoreThanSeconds() {
        String table = GATEWAY.table("i INT, v VARCHAR");
        HttpSession session = GATEWAY.session();
        session.run("INSERT INTO " + table + " VALUES (1, 'a')").rows();
        session.run("UPDATE " + table + " SET v = 'b'").rows();
        GATEWAY.server().kill();
        GATEWAY.server().restart();

        long start = System.nanoTime();
        GATEWAY.session().run("UPDATE " + table + " SET v = 'c'").rows();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(GATEWAY.rows("SELECT v FROM " + table)).containsExactly(List.of("c"));
    }

    @Test
    void catalogueMovesWhenAnotherProgramHasItsPorts() throws Exception {
        String table = GATEWAY.table("i INT");
        GATEWAY.session().run("INSERT INTO " + table + " VALUES (1)").rows();
        int base = base();
        GATEWAY.server().kill();
        try (ServerSocket other = new ServerSocket(base + 3, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();

            GATEWAY.server().restart();

            assertThat(base()).isNotEqualTo(base);
            assertThat(GATEWAY.rows("SELECT i FROM " + table)).containsExactly(List.of("1"));
        }
    }

    private static int base() throws Exception {
        Path file = GATEWAY.dataFolder().resolve("meta-ports");
        Matcher found = Pattern.compile("^\\{\"base\": (\\d+)}$").matcher(Files.readString(file));
        assertThat(found.matches()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
