package io.bendsync.source.jdbc.position;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several texts in one, since the values of a source offset cannot be lists: parted by commas, escaped by backslash. */
public final class TextList {
    private TextList() {}

    /** Joins texts. The list must not be empty, else it could not be told from one empty text. */
    public static String join(List<String> texts) {
        return texts.stream()
                .map(text -> text.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }

    /** Parts what {@link #join} made. */
    public static List<String> parse(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == '\\' && i + 1 < joined.length()) {
                text.append(joined.charAt(++i));
            } else if (c == ',') {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c);
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
