package io.bendsync.localstack;

import io.bendsync.localstack.databend.GatewayInstall;
import io.bendsync.localstack.databend.GatewayInstaller;
import io.bendsync.localstack.databend.GatewayServer;
import io.bendsync.localstack.databend.GatewaySettings;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Took;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real Databend engine on loopback, behind a gateway that speaks its HTTP protocol, on a data folder that survives
 * restarts and kills. It ends when it is closed, or when this process ends, be it by a kill -9. Methods may be called by
 * any thread.
 */
public final class LocalDatabend implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private final GatewayInstall install;
    private final GatewaySettings settings;
    private final Programs programs;
    private final Consumer<String> progress;
    private final FolderLock lock;
    private GatewayServer server;

    private LocalDatabend(
            GatewayInstall install,
            GatewaySettings settings,
            Programs programs,
            Consumer<String> progress,
            FolderLock lock) {
        this.install = install;
        this.settings = settings;
        this.programs = programs;
        this.progress = progress;
        this.lock = lock;
        this.server = GatewayServer.start(install, settings, programs, progress);
    }

    /** A server to come, from this cache folder. */
    public static Builder builder(CacheFolder cache) {
        return new Builder(cache);
    }

    /** The address it listens on. */
    public String host() {
        return LoopbackPorts.HOST;
    }

    /** The port it listens on; the same after {@link #restart()}. */
    public int port() {
        return settings.port();
    }

    /** The one user, who may do everything. */
    public String user() {
        return settings.user();
    }

    /** That user's password. */
    public String password() {
        return settings.password();
    }

    /**
     * A JDBC address. The engine's local storage cannot presign, so files go through the server.
     *
     * @param database a database's name, or an empty string for the default one
     */
    public String url(String database) {
        return "jdbc:databend://" + host() + ":" + port() + "/" + database + "?presigned_url_disabled=true";
    }

    /** The address of its HTTP interface, with no slash at its end. */
    public String httpUrl() {
        return "http://" + host() + ":" + port();
    }

    /** As the engine says. */
    public synchronized String version() {
        return server.version();
    }

    /** Where data and log are. */
    public Path dataFolder() {
        return settings.dataFolder();
    }

    /** The server's process id. */
    public synchronized long pid() {
        return server.pid();
    }

    /** Ends the server with SIGKILL, as a crash would, and returns once it is gone. */
    public synchronized void kill() {
        server.kill();
    }

    /** Stops the server if it runs, and starts it on the same folder and port. */
    public synchronized void restart() {
        server.stop();
        server = GatewayServer.start(install, settings, programs, progress);
    }

    /** Shuts the server down in order. The data stay. */
    @Override
    public synchronized void close() {
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }

    /** What the server shall be like. Only the data folder has to be said. */
    public static final class Builder {
        private final CacheFolder cache;
        private Path dataFolder;
        private int port;
        private String user = "databend";
        private String password = "databend";
        private Consumer<String> progress = line -> {};

        private Builder(CacheFolder cache) {
            this.cache = Objects.requireNonNull(cache, "null cache");
        }

        /** Where the data are or shall be; made if it is not there. */
        public Builder dataFolder(Path folder) {
            dataFolder = folder.toAbsolutePath().normalize();
            return this;
        }

        /** 1 to 65535, or 0 for any free port. */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new LocalStackException("Databend's port must be between 0 and 65535, not " + number + ".");
            }
            port = number;
            return this;
        }

        /** The one user; databend with password databend if not said. */
        public Builder user(String name, String secret) {
            user = Objects.requireNonNull(name, "null name");
            password = Objects.requireNonNull(secret, "null password");
            return this;
        }

        /** Gets a line for each step that takes time. */
        public Builder progress(Consumer<String> listener) {
            progress = Objects.requireNonNull(listener, "null listener");
            return this;
        }

        /**
         * Installs what is missing, starts the server and returns once it takes queries.
         *
         * @throws LocalStackException if something cannot be had, with what to do about it
         */
        public LocalDatabend start() {
            Objects.requireNonNull(dataFolder, "no data folder");
            Programs programs = Programs.onPath();
            GatewayInstall install = new GatewayInstaller(cache, programs, progress).install();
            Took took = new Took();
            FolderLock lock = FolderLock.tryHold(dataFolder)
                    .orElseThrow(() -> new LocalStackException("Another process of bendsync's runs Databend on "
                            + dataFolder + ". Stop it, or choose another data folder."));
            try {
                LocalDatabend databend = start(install, programs, lock);
                progress.accept("Databend " + release(databend.version()) + " is up after " + took + " on "
                        + databend.host() + ":" + databend.port());
                return databend;
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        /** The engine names its compiler and more, which no progress line needs. */
        private static String release(String version) {
            Matcher number = RELEASE.matcher(version);
            return number.find() ? number.group() : version;
        }

        private LocalDatabend start(GatewayInstall install, Programs programs, FolderLock lock) {
            for (int attempt = 1; ; attempt++) {
                int number = port == 0 ? LoopbackPorts.anyFree() : port;
                try {
                    return new LocalDatabend(
                            install, new GatewaySettings(dataFolder, number, user, password), programs, progress, lock);
                } catch (LocalStackException e) {
                    // Somebody may have taken the port between our look and the server's.
                    if (port != 0 || attempt == ATTEMPTS || LoopbackPorts.isFree(number)) {
                        throw e;
                    }
                }
            }
        }
    }
}
