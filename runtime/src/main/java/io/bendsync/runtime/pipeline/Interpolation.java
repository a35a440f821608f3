package io.bendsync.runtime.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${env:NAME}} and {@code ${file:PATH:KEY}}; the path is relative to the pipeline file's folder. */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]*):([^}]*)}");

    private final Map<String, String> environment;
    private final Path folder;
    private final Mistakes mistakes;
    private final boolean asWritten;

    /** @param asWritten whether references stay what they are */
    Interpolation(Map<String, String> environment, Path folder, Mistakes mistakes, boolean asWritten) {
        this.asWritten = asWritten;
        this.environment = environment;
        this.folder = folder;
        this.mistakes = mistakes;
    }

    Value resolve(String text, Place place) {
        Matcher matcher = REFERENCE.matcher(text);
        if (asWritten) {
            return new Value(text, place, matcher.find());
        }
        StringBuilder resolved = new StringBuilder();
        boolean found = false;
        while (matcher.find()) {
            found = true;
            String value = switch (matcher.group(1)) {
                case "env" -> fromEnvironment(matcher.group(2), place);
                case "file" -> fromFile(matcher.group(2), place);
                default -> {
                    mistakes.add(
                            place, "unknown reference " + matcher.group() + ": use ${env:NAME} or ${file:PATH:KEY}");
                    yield "";
                }
            };
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(resolved);
        return new Value(resolved.toString(), place, found);
    }

    private String fromEnvironment(String name, Place place) {
        String value = environment.get(name);
        if (value == null) {
            mistakes.add(place, "the environment variable " + name + " is not set");
            return "";
        }
        return value;
    }

    private String fromFile(String pathAndKey, Place place) {
        int colon = pathAndKey.lastIndexOf(':');
        if (colon < 1) {
            mistakes.add(place, "${file:" + pathAndKey + "} lacks a key: use ${file:PATH:KEY}");
            return "";
        }
        Path path = folder.resolve(pathAndKey.substring(0, colon));
        String key = pathAndKey.substring(colon + 1);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(path)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(place, "cannot read " + path + ": " + e.getClass().getSimpleName());
            return "";
        }
        String value = properties.getProperty(key);
        if (value == null) {
            mistakes.add(place, "no key " + key + " in " + path);
            return "";
        }
        return value;
    }
}
