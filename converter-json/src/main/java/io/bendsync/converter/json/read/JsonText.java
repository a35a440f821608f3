package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads JSON strings, as text or as the bytes that their Base64 stands for. */
final class JsonText {

    /** Jackson has limits of its own on the length of strings and names; below these it never objects. */
    private static final int MAX_STRING = 10_000_000;

    private static final int MAX_NAME = 10_000;

    private JsonText() {}

    static String string(JsonCursor in) {
        return string(in, MAX_STRING);
    }

    static String name(JsonCursor in) {
        String name = string(in, MAX_NAME);
        // Jackson accepts less in a name than in a text where characters come as pairs.
        if (name.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            throw HandOver.signal();
        }
        return name;
    }

    private static String string(JsonCursor in, int limit) {
        in.expect('"');
        byte[] bytes = in.bytes();
        int start = in.position();
        int last = (int) Math.min(bytes.length, (long) start + limit);
        for (int i = start; i < last; i++) {
            byte b = bytes[i];
            if (b == '"') {
                in.moveTo(i + 1);
                return new String(bytes, start, i - start, StandardCharsets.ISO_8859_1);
            }
            if (b < 0x20 || b == '\\') { // escapes, control characters and all that is not ASCII
                return unusual(in, start, i, last);
            }
        }
        throw HandOver.signal();
    }

    private static String unusual(JsonCursor in, int start, int from, int last) {
        byte[] bytes = in.bytes();
        boolean escapes = false;
        int i = from;
        while (i < last && bytes[i] != '"') {
            if (bytes[i] == '\\') {
                escapes = true;
                i++;
            } else if (bytes[i] >= 0 && bytes[i] < 0x20) {
                throw HandOver.signal();
            }
            i++;
        }
        if (i >= last) {
            throw HandOver.signal();
        }
        in.moveTo(i + 1);
        return escapes ? unescape(bytes, start, i) : utf8(bytes, start, i);
    }

    /** Malformed UTF-8 is an error, which decoding would hide behind a replacement character. */
    private static String utf8(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            throw HandOver.signal();
        }
        return text;
    }

    private static String unescape(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plain = start;
        int i = start;
        while (i < end) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(utf8(bytes, plain, i));
            byte escape = bytes[i + 1];
            i += 2;
            switch (escape) {
                case '"', '\\', '/' -> text.append((char) escape);
                case 'b' -> text.append('\b');
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'f' -> text.append('\f');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    text.append(code(bytes, i, end));
                    i += 4;
                }
                default -> throw HandOver.signal();
            }
            plain = i;
        }
        return text.append(utf8(bytes, plain, end)).toString();
    }

    /** The UTF-16 unit given as four hexadecimal digits; it may be half of a pair. */
    private static char code(byte[] bytes, int from, int end) {
        if (from + 4 > end) {
            throw HandOver.signal();
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw HandOver.signal();
            }
            code = (code << 4) | digit;
        }
        return (char) code;
    }

    /** Padded Base64 without line breaks, and without escapes. */
    static byte[] base64(JsonCursor in) {
        in.expect('"');
        byte[] bytes = in.bytes();
        int start = in.position();
        int last = (int) Math.min(bytes.length, (long) start + MAX_STRING);
        int end = start;
        while (end < last && bytes[end] != '"') {
            end++;
        }
        if (end == last || (end - start) % 4 != 0) {
            throw HandOver.signal();
        }
        in.moveTo(end + 1);
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(bytes, start, end));
        } catch (IllegalArgumentException notBase64) {
            throw HandOver.signal();
        }
    }
}
