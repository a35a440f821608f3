package io.bendsync.sink.load;

import java.nio.charset.StandardCharsets;

/** Texts as Parquet holds them. */
final class Utf8 {
    private Utf8() {}

    /**
     * The text's UTF-8.
     *
     * @throws IllegalArgumentException if it holds a surrogate without its other half: that has no UTF-8 form, and Java
     *     writes a question mark in its place
     */
    static byte[] of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Looking for question marks first costs a fraction of what looking at each character would.
        for (byte b : bytes) {
            if (b == '?') {
                requireWellFormed(text);
                break;
            }
        }
        return bytes;
    }

    private static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("holds half a character (a surrogate without its pair)");
                }
                i++;
            }
        }
    }
}
