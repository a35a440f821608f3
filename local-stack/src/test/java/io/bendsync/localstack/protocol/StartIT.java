package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the gateway's process from starting is one line, and its end is in order. */
class StartIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @TempDir
    Path folder;

    @Test
    void secondProcessOnADataFolderIsRefused() throws Exception {
        Ended ended = start(words -> words, environment -> {});

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines())
                .singleElement()
                .asString()
                .contains(GATEWAY.dataFolder().toString(), "used by another gateway");
    }

    @Test
    void takenPortIsRefused() throws Exception {
        Ended ended = start(words -> replaced(words, "--data", folder.toString()), environment -> {});

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines())
                .singleElement()
                .asString()
                .contains(Integer.toString(GATEWAY.server().port()), "in use");
    }

    @Test
    void startWithoutTheFixedPortsIsRefusedSinceTheCatalogueWouldBeLost() throws Exception {
        Ended ended = start(this::elsewhere, environment -> environment.remove("LD_PRELOAD"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines()).singleElement().asString().contains("LD_PRELOAD", "fixed_ports");
    }

    @Test
    void startWithoutUsersIsRefused() throws Exception {
        Ended ended = start(this::elsewhere, environment -> environment.put("BENDSYNC_GATEWAY_USERS", "{}"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.lines()).singleElement().asString().contains("BENDSYNC_GATEWAY_USERS");
    }

    @Test
    void processEndsInOrderWhenItsStandardInputIsClosed() throws Exception {
        // start() leaves the input closed, so that this one ends as soon as it is up.
        Ended ended = start(this::elsewhere, environment -> {});

        assertThat(ended.status()).isZero();
        assertThat(ended.lines()).singleElement().asString().startsWith("READY {\"port\": ");
    }

    private List<String> elsewhere(List<String> words) {
        return replaced(replaced(words, "--data", folder.toString()), "--port", "0");
    }

    private static List<String> replaced(List<String> words, String option, String value) {
        List<String> changed = new ArrayList<>(words);
        changed.set(changed.indexOf(option) + 1, value);
        return changed;
    }

    /** Another process like the running one, but for the changes, until it ends. */
    private static Ended start(UnaryOperator<List<String>> words, Consumer<Map<String, String>> changes)
            throws IOException, InterruptedException {
        Path running = Path.of("/proc", Long.toString(GATEWAY.server().pid()));
        ProcessBuilder builder =
                new ProcessBuilder(words.apply(split(running.resolve("cmdline")))).redirectErrorStream(true);
        builder.environment().clear();
        for (String variable : split(running.resolve("environ"))) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        changes.accept(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said.lines().toList());
    }

    private static List<String> split(Path file) throws IOException {
        return List.of(Files.readString(file).split("\0"));
    }

    private record Ended(int status, List<String> lines) {}
}
