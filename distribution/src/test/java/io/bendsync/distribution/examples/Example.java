package io.bendsync.distribution.examples;

import io.bendsync.localstack.process.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of a folder of examples, in which only addresses and names of databases are changed. */
public record Example(Path folder) {
    private static final Path EXAMPLES = Path.of("../examples");

    /**
     * A copy.
     *
     * @param places what to write in the place of what
     */
    public static Example copied(String name, Path temporary, Map<String, String> places) throws IOException {
        Path folder = temporary.resolve(name);
        FolderTree.copy(EXAMPLES.resolve(name), folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> place : places.entrySet()) {
                    text = text.replace(place.getKey(), place.getValue());
                }
                Files.writeString(file, text);
            }
        }
        return new Example(folder);
    }

    /** The statements of {@code shop.sql} that make tables and rows, in another database; it must exist. */
    public static String[] shopTables(String database) throws IOException {
        return shop(database)
                .filter(statement -> !statement.matches("(?s)(CREATE USER|GRANT) .*"))
                .toArray(String[]::new);
    }

    /** All of them, the accounts too. */
    static Stream<String> shop(String database) throws IOException {
        return statementsOf(Files.readString(EXAMPLES.resolve("shop.sql"))).stream()
                .map(statement -> statement.replaceAll("\\bshop\\b", database));
    }

    /** A file of it. */
    public String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** The statements of a script. */
    List<String> statements(String file) throws IOException {
        return statementsOf(text(file));
    }

    private static List<String> statementsOf(String text) {
        String script = text.replaceAll("(?m)^--.*$", "");
        return Stream.of(script.split(";\\s*\\n", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
