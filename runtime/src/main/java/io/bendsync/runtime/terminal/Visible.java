package io.bendsync.runtime.terminal;

/**
 * Text that came from a database or a server, made harmless for a terminal: what would move the cursor, change colours,
 * forge a line or turn the order of letters around is shown as its escape.
 */
public final class Visible {
    private Visible() {}

    /** As one line: a line break too is shown as its escape. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** As one or several lines, with tabs. */
    static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean severalLines) {
        if (text.chars().noneMatch(letter -> isHidden((char) letter))) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean layout = letter == '\n'
                    || letter == '\t'
                    || (letter == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n');
            if (isHidden(letter) && !(severalLines && layout)) {
                visible.append(escape(letter));
            } else {
                visible.append(letter);
            }
        }
        return visible.toString();
    }

    /** C0 and C1 control characters, separators of lines, and what changes the direction of writing. */
    private static boolean isHidden(char letter) {
        return Character.isISOControl(letter)
                || letter == '\u2028'
                || letter == '\u2029'
                || letter == '\u061c'
                || letter == '\u200e'
                || letter == '\u200f'
                || (letter >= '\u202a' && letter <= '\u202e')
                || (letter >= '\u2066' && letter <= '\u2069');
    }

    /** In the form that JSON has too, so that a document stays the same. */
    private static String escape(char letter) {
        return switch (letter) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) letter);
        };
    }
}
