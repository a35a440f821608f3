package io.bendsync.converter.compact.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that schemas of MySQL tables have again and again, each written as its number. Part of
 * format v1: the list may never change, for what was written yesterday is read by it.
 */
final class Words {

    static final List<String> V1 = read("words-v1.txt");

    private static final Map<String, Integer> NUMBERS = numbers(V1);

    private Words() {}

    /** The words with their numbers; a map of the caller's own. */
    static Map<String, Integer> numbered() {
        return new HashMap<>(NUMBERS);
    }

    private static Map<String, Integer> numbers(List<String> words) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            numbers.put(words.get(i), i);
        }
        return numbers;
    }

    private static List<String> read(String file) {
        try (InputStream in = Words.class.getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not in this plugin's jar", e);
        }
    }
}
