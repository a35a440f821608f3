package io.bendsync.runtime.run;

import java.util.Locale;

/** Text as it may stand in a YAML file: whatever a name holds, it stays that name. */
final class YamlText {
    private static final int FIRST_PRINTED = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    private YamlText() {}

    /** Plain where that is safe, else in double quotes, on one line. */
    static String of(String text) {
        return text.matches("[a-zA-Z_][a-zA-Z0-9_./-]*|jdbc:[a-zA-Z0-9_.:/-]+") ? text : "\"" + oneLine(text) + "\"";
    }

    /** With everything escaped that would end a line, a quotation or a comment. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean control = letter < FIRST_PRINTED
                    || (letter >= DELETE && letter <= LAST_CONTROL)
                    || letter == '\u2028'
                    || letter == '\u2029'
                    || letter == '\ufeff';
            if (control) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else if (letter == '"' || letter == '\\') {
                line.append('\\').append(letter);
            } else {
                line.append(letter);
            }
        }
        return line.toString();
    }
}
