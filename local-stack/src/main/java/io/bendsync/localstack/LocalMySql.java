package io.bendsync.localstack;

import io.bendsync.localstack.mysql.MySqlInstall;
import io.bendsync.localstack.mysql.MySqlInstaller;
import io.bendsync.localstack.mysql.MySqlServer;
import io.bendsync.localstack.mysql.MySqlSettings;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.LoopbackPorts;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Took;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A real MySQL server on loopback, on a data folder that survives restarts: binlog by rows, GTIDs, time zones loaded.
 * It ends when it is closed, or when this process ends, be it by a kill -9. Methods may be called by any thread.
 */
public final class LocalMySql implements AutoCloseable {
    private static final String ROOT = "root";
    private static final int ATTEMPTS = 5;

    private final MySqlInstall install;
    private final MySqlSettings settings;
    private final Programs programs;
    private final Consumer<String> progress;
    private final FolderLock lock;
    private MySqlServer server;

    private LocalMySql(
            MySqlInstall install,
            MySqlSettings settings,
            Programs programs,
            Consumer<String> progress,
            FolderLock lock) {
        this.install = install;
        this.settings = settings;
        this.programs = programs;
        this.progress = progress;
        this.lock = lock;
        this.server = MySqlServer.start(install, settings, programs, progress);
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

    /** A user who may do everything. */
    public String user() {
        return ROOT;
    }

    /** That user's password; empty if none was given. */
    public String password() {
        return settings.rootPassword();
    }

    /**
     * A JDBC address.
     *
     * @param database a database's name, or an empty string for none
     */
    public String url(String database) {
        return "jdbc:mysql://" + host() + ":" + port() + "/" + database;
    }

    /** The {@code mysql} program, for a person at a terminal. */
    public Path client() {
        return install.program("mysql");
    }

    /** As the server says, such as {@code 9.7.4}. */
    public String version() {
        return install.version();
    }

    /** Where data, log and socket are. */
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
        server = MySqlServer.start(install, settings, programs, progress);
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
        private final List<String> options = new ArrayList<>();
        private final Map<String, String> users = new HashMap<>();
        private MySqlVersion version = MySqlVersion.V9_7;
        private Path dataFolder;
        private int port;
        private String rootPassword = "";
        private Consumer<String> progress = line -> {};

        private Builder(CacheFolder cache) {
            this.cache = Objects.requireNonNull(cache, "null cache");
        }

        /** Which release; 9.7 if not said. */
        public Builder version(MySqlVersion wanted) {
            version = Objects.requireNonNull(wanted, "null version");
            return this;
        }

        /** Where the data are or shall be; made if it is not there. */
        public Builder dataFolder(Path folder) {
            dataFolder = folder.toAbsolutePath().normalize();
            return this;
        }

        /** 1 to 65535, or 0 for any free port. */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new LocalStackException("MySQL's port must be between 0 and 65535, not " + number + ".");
            }
            port = number;
            return this;
        }

        /** An option of mysqld's, such as {@code --sync-binlog=0}; it wins over ours. */
        public Builder option(String option) {
            if (!option.startsWith("--")) {
                throw new LocalStackException("A MySQL option begins with --, unlike " + option + ".");
            }
            options.add(option);
            return this;
        }

        /** root's password; none if not said. */
        public Builder password(String password) {
            rootPassword = Objects.requireNonNull(password, "null password");
            return this;
        }

        /** One more user with all privileges, from any host. */
        public Builder user(String name, String password) {
            users.put(name, password);
            return this;
        }

        /** Gets a line for each step that takes time. */
        public Builder progress(Consumer<String> listener) {
            progress = Objects.requireNonNull(listener, "null listener");
            return this;
        }

        /**
         * Installs what is missing, starts the server and returns once it takes connections.
         *
         * @throws LocalStackException if something cannot be had, with what to do about it
         */
        public LocalMySql start() {
            Objects.requireNonNull(dataFolder, "no data folder");
            Programs programs = Programs.onPath();
            MySqlInstall install = new MySqlInstaller(cache, programs, progress).install(version);
            Took took = new Took();
            FolderLock lock = FolderLock.tryHold(dataFolder)
                    .orElseThrow(() -> new LocalStackException("Another process of bendsync's runs MySQL on "
                            + dataFolder + ". Stop it, or choose another data folder."));
            try {
                LocalMySql mysql = start(install, programs, lock);
                progress.accept("MySQL " + mysql.version() + " is up after " + took + " on " + mysql.host() + ":"
                        + mysql.port());
                return mysql;
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        private LocalMySql start(MySqlInstall install, Programs programs, FolderLock lock) {
            for (int attempt = 1; ; attempt++) {
                int number = port == 0 ? LoopbackPorts.anyFree() : port;
                MySqlSettings settings = new MySqlSettings(dataFolder, number, options, rootPassword, users);
                try {
                    return new LocalMySql(install, settings, programs, progress, lock);
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
