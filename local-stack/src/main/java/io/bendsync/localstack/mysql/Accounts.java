package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of statements that gives the server its users before it lets anybody in. It holds passwords, so only we can
 * read it, and it goes as soon as the server is up.
 */
final class Accounts implements AutoCloseable {
    private final Path file;

    private Accounts(Path file) {
        this.file = file;
    }

    static Accounts write(MySqlSettings settings) {
        Path file = settings.dataFolder().resolve("accounts.sql");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, statements(settings.rootPassword(), settings.users()));
            return new Accounts(file);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** One statement a line, which is what mysqld reads; none of it goes to the binlog. */
    static String statements(String rootPassword, Map<String, String> users) {
        StringBuilder sql = new StringBuilder("SET sql_log_bin = 0;\n");
        sql.append("ALTER USER 'root'@'localhost' IDENTIFIED BY ")
                .append(literal(rootPassword))
                .append(";\n");
        new TreeMap<>(users).forEach((name, password) -> {
            String user = literal(name) + "@'%'";
            sql.append("CREATE USER IF NOT EXISTS ").append(user).append(";\n");
            sql.append("ALTER USER ")
                    .append(user)
                    .append(" IDENTIFIED BY ")
                    .append(literal(password))
                    .append(";\n");
            sql.append("GRANT ALL PRIVILEGES ON *.* TO ").append(user).append(";\n");
        });
        return sql.toString();
    }

    private static String literal(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new LocalStackException(
                    "A MySQL user or password given to the local stack holds a control character.");
        }
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** As mysqld names it on its command line. */
    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + ", which holds passwords, cannot be removed.", e);
        }
    }
}
