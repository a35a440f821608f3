package io.bendsync.distribution.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the last stage of our Dockerfile says about a container.
 *
 * @param bases what each stage is made from
 * @param stage the last stage's instructions, one a line
 */
record ImageFile(List<String> bases, List<String> stage) {
    static ImageFile read() {
        List<String> bases = new ArrayList<>();
        List<String> stage = new ArrayList<>();
        for (String line : instructions()) {
            if (line.startsWith("FROM ")) {
                bases.add(line.split(" ", -1)[1]);
                stage.clear();
            } else {
                stage.add(line);
            }
        }
        return new ImageFile(List.copyOf(bases), List.copyOf(stage));
    }

    /** A container's environment before the Compose file's. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : rest("ENV ")) {
            for (String pair : line.trim().split("\\s+", -1)) {
                environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return environment;
    }

    /** The command line in full. */
    List<String> command() {
        List<String> words = new ArrayList<>(json(rest("ENTRYPOINT ").get(0)));
        words.addAll(json(rest("CMD ").get(0)));
        return words;
    }

    /** The words of the health check's command. */
    List<String> healthCheck() {
        String line = rest("HEALTHCHECK ").get(0);
        List<String> words = new ArrayList<>(List.of("CMD"));
        words.addAll(json(line.substring(line.indexOf("CMD ") + 4)));
        return words;
    }

    /** Who runs it. */
    String user() {
        return rest("USER ").get(0);
    }

    private List<String> rest(String instruction) {
        return stage.stream()
                .filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length()))
                .toList();
    }

    private static List<String> instructions() {
        try {
            String text = Files.readString(Path.of("../Dockerfile"));
            return text.replaceAll("\\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> json(String array) {
        try {
            return List.of(new ObjectMapper().readValue(array, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(array, e);
        }
    }
}
