package io.bendsync.localstack.databend;

/** Just enough JSON to hand a user and a password to the gateway. */
final class Json {
    private Json() {}

    /** An object with one member. */
    static String object(String name, String value) {
        return "{" + text(name) + ":" + text(value) + "}";
    }

    private static String text(String raw) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\u").append(String.format("%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
