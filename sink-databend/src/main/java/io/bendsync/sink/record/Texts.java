package io.bendsync.sink.record;

/** Texts, as a column can hold them. */
final class Texts {
    private Texts() {}

    /**
     * The text as it is.
     *
     * @throws BadRecordException if it holds a surrogate without its other half: that has no UTF-8 form, and Java
     *     would write a question mark in its place
     */
    static Object wellFormed(Object value) {
        String text = (String) value;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new BadRecordException("holds half a character (a surrogate without its pair)");
                }
                i++;
            }
        }
        return text;
    }
}
