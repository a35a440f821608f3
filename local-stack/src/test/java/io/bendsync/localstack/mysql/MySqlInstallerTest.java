package io.bendsync.localstack.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.MySqlVersion;
import io.bendsync.localstack.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said and done when a download fails, with stand-ins for the machine's programs. */
class MySqlInstallerTest {
    private static final String MIRROR = """
            case "$*" in *indextargets*) echo http://mirror.test/debian/; exit 0;; esac
            """;

    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path folder;

    private Path programs;
    private Path cache;

    @BeforeEach
    void emptyMachine() throws IOException {
        programs = Files.createDirectories(folder.resolve("programs"));
        cache = folder.resolve("cache");
    }

    @Test
    void machineWithoutAptAndMavenIsToldBoth() {
        assertThatThrownBy(() -> install(MySqlVersion.V9_7))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("No MySQL can be had on this machine")
                .hasMessageContaining("no apt-get and no dpkg and no dpkg-deb")
                .hasMessageContaining("The program mvn is not on this machine's PATH");
    }

    @Test
    void refusedNetworkIsReportedInAptsAndMavensWords() throws IOException {
        program("apt-get", MIRROR + "echo 'E: Could not connect to mirror.test:80 (connection refused)' >&2; exit 100");
        program("dpkg", "echo amd64");
        program("dpkg-deb", "exit 0");
        program("mvn", "echo '[ERROR] Could not transfer artifact: Connection refused' ; exit 1");

        assertThatThrownBy(() -> install(MySqlVersion.V9_7))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("E: Could not connect to mirror.test:80 (connection refused)")
                .hasMessageContaining("Could not transfer artifact: Connection refused")
                .hasMessageContaining("Check the network and Maven's settings (proxy, mirrors)");
        assertThat(lines).anyMatch(line -> line.startsWith("Looking for MySQL 9.7 in http://mirror.test/debian/"));
        assertThat(lines).anyMatch(line -> line.contains("Taking MySQL 8.0 from Maven Central"));
        assertThat(leftInCache()).allMatch(name -> name.endsWith(".lock"));
    }

    @Test
    void mirrorWithoutMySqlIsNoReasonToStop() throws IOException {
        aptOffering("'http://mirror.test/x.deb' mysql-server-core_8.4.1-1_amd64.deb 1000000 SHA256:0");
        program("mvn", "echo '[ERROR] no' ; exit 1");

        assertThatThrownBy(() -> install(MySqlVersion.V9_7)).hasMessageContaining("has MySQL 8.4.1-1 by now");
    }

    @Test
    void otherReleaseOfTheSameSeriesIsTakenAndSaid() throws IOException {
        aptOffering("'http://mirror.test/x.deb' mysql-server-core_9.8.0-1_amd64.deb 56100000 SHA256:0");

        // The stand-ins download nothing, so unpacking fails; what matters here is that it got that far.
        assertThatThrownBy(() -> install(MySqlVersion.V9_7)).hasMessageContaining("packages hold no file");
        assertThat(lines)
                .contains(
                        "MySQL 9.7 was expected and 9.8.0-1 found; going on with that",
                        "Downloading MySQL 9.8.0-1 (57 MB) …");
        assertThat(leftInCache()).allMatch(name -> name.endsWith(".lock"));
    }

    @Test
    void archiveThatIsNotTheExpectedOneIsRefused() throws IOException {
        program("mvn", "for a in \"$@\"; do case $a in -DoutputDirectory=*) echo bad >\"${a#*=}/m.zip\";; esac; done");

        assertThatThrownBy(() -> install(MySqlVersion.V8_0))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("m.zip is not the one expected")
                .hasMessageContaining("Remove it from Maven's local repository");
        assertThat(leftInCache()).allMatch(name -> name.endsWith(".lock"));
    }

    @Test
    void installationThatWorksIsTakenWithoutAnyProgram() throws IOException {
        workingInstallation("mysql-9.7", "9.7.4");

        assertThat(install(MySqlVersion.V9_7).version()).isEqualTo("9.7.4");
        assertThat(lines).isEmpty();
    }

    @Test
    void failureIsRememberedWithTheWayToTryAgain() throws IOException {
        workingInstallation("mysql-8.0", "8.0.33");

        assertThat(install(MySqlVersion.V9_7).version()).isEqualTo("8.0.33");
        lines.clear();
        assertThat(install(MySqlVersion.V9_7).version()).isEqualTo("8.0.33");

        Path file = cache.resolve("mysql-9.7.unavailable");
        assertThat(lines).singleElement().asString().contains("remove " + file);
        assertThat(file).content().contains("no apt-get");
    }

    private MySqlInstall install(MySqlVersion version) {
        return new MySqlInstaller(new CacheFolder(cache), new Programs(List.of(programs)), lines::add).install(version);
    }

    private void aptOffering(String uris) throws IOException {
        program("apt-get", MIRROR + "case \"$*\" in *--print-uris*) echo \"" + uris + "\";; esac");
        program("dpkg", "echo amd64");
        program("dpkg-deb", "exit 0");
    }

    private void workingInstallation(String name, String version) throws IOException {
        Path bin = Files.createDirectories(cache.resolve(name).resolve("bin"));
        write(bin.resolve("mysqld"), "echo 'mysqld  Ver " + version + " for Linux'");
        write(bin.resolve("mysql"), "exit 0");
    }

    private void program(String name, String script) throws IOException {
        write(programs.resolve(name), script);
    }

    private static void write(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> leftInCache() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
