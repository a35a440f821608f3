package io.bendsync.localstack.databend;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Ending;
import io.bendsync.localstack.process.Leftover;
import io.bendsync.localstack.process.LogTail;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.localstack.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of the Databend engine behind its gateway, from its start until it is stopped or killed. */
public final class GatewayServer {
    /** In the data folder. */
    public static final String LOG = "gateway.log";

    /** The gateway locks this file, and writes its process id into it. */
    private static final String PID_FILE = ".gateway.lock";

    private static final Pattern READY = Pattern.compile("^READY .*\"version\": *\"([^\"]*)\"", Pattern.MULTILINE);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(15);
    /** The engine reports to its makers when it starts; with a proxy that nobody answers, nothing leaves the machine. */
    private static final String DEAD_END = "http://127.0.0.1:9";

    private final Process process;
    private final String version;

    private GatewayServer(Process process, String version) {
        this.process = process;
        this.version = version;
    }

    /**
     * Starts the engine and waits until it takes queries. The caller holds the data folder's lock.
     *
     * @throws LocalStackException if the port is taken or the engine does not come up
     */
    public static GatewayServer start(
            GatewayInstall install, GatewaySettings settings, Programs programs, Consumer<String> progress) {
        Path dataFolder = settings.dataFolder();
        new Leftover("Databend", dataFolder.resolve(PID_FILE), dataFolder.toString()).end(progress);
        LoopbackPorts.requireFree(settings.port(), "Databend");
        Path log = dataFolder.resolve(LOG);
        try {
            Files.createDirectories(dataFolder);
            Files.deleteIfExists(log);
            Process process = builder(install, settings, programs, log).start();
            return new GatewayServer(process, awaitReady(process, settings, log));
        } catch (IOException e) {
            throw new LocalStackException("Databend could not be started on " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    private static ProcessBuilder builder(
            GatewayInstall install, GatewaySettings settings, Programs programs, Path log) {
        List<String> words = new ArrayList<>();
        // In a session of its own, so that a Ctrl-C at our terminal reaches us alone.
        programs.find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        words.addAll(List.of(
                install.python().toString(),
                "-m",
                "bendsync_gateway",
                "--host",
                LoopbackPorts.HOST,
                "--port",
                Integer.toString(settings.port()),
                "--data",
                settings.dataFolder().toString(),
                "--die-with-stdin"));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(settings.dataFolder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        for (String name :
                List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")) {
            environment.put(name, DEAD_END);
        }
        environment.put("no_proxy", LoopbackPorts.HOST + ",localhost");
        environment.put("NO_PROXY", LoopbackPorts.HOST + ",localhost");
        environment.put("LD_PRELOAD", install.fixedPorts().toString());
        environment.put("PYTHONPATH", install.sources().toString());
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("BENDSYNC_GATEWAY_USERS", Json.object(settings.user(), settings.password()));
        return builder;
    }

    private static String awaitReady(Process process, GatewaySettings settings, Path log) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            Matcher ready = READY.matcher(Files.readString(log));
            if (ready.find()) {
                return ready.group(1);
            }
            if (!alive) {
                throw notUp(settings, log, "It ended by itself");
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                Ending.atOnce(process.toHandle());
                throw notUp(settings, log, "It was not ready within " + START_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static LocalStackException notUp(GatewaySettings settings, Path log, String how) {
        return new LocalStackException("Databend did not start on " + settings.dataFolder() + ". " + how + ". Its log "
                + log + " ends: " + String.join(" | ", LogTail.of(log, 3)));
    }

    /** As the engine says. */
    public String version() {
        return version;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it in order, by force after a while. */
    public void stop() {
        Ending.gracefully(process.toHandle(), STOP_GRACE);
        letGo();
    }

    /** SIGKILL; returns once the process is gone. */
    public void kill() {
        Ending.atOnce(process.toHandle());
        letGo();
    }

    /** Collects its status, so that not even its id is left, and closes our end of the pipe. */
    private void letGo() {
        try {
            process.waitFor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
            process.getOutputStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The other end is gone, which is what closing is for.
        }
    }
}
