package io.bendsync.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of Markdown pages that lead to other files, or to headings. */
public final class MarkdownLinks {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private MarkdownLinks() {}

    /** What a page's links lead to, but for other sites. */
    public static List<String> of(String page) {
        return LINK.matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("https?:.*|mailto:.*"))
                .toList();
    }

    /** The links of all pages under a folder that lead to no file, or to no heading in it. */
    static List<String> broken(Path root) {
        List<String> broken = new ArrayList<>();
        for (Path page : pages(root)) {
            for (String target : of(read(page))) {
                if (!resolves(page, target)) {
                    broken.add(root.relativize(page) + " -> " + target);
                }
            }
        }
        return broken;
    }

    /** All pages under a folder, but for built ones and those that are packed to another place. */
    static List<Path> pages(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|\\.git|src)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean resolves(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || read(file)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .map(MarkdownLinks::anchor)
                        .anyMatch(parts[1]::equals);
    }

    /** As GitHub makes them. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
