package io.bendsync.converter.json.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON as UTF-8 into a byte array that grows: the very bytes that Jackson's generator writes with
 * its default features. Reused from record to record, by one thread at a time.
 */
public final class JsonBytes {

    private static final byte[] HEX = ascii("0123456789ABCDEF");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] LONG_MIN = ascii(Long.toString(Long.MIN_VALUE));

    /** What follows the backslash for each ASCII character; 0: needs none, -1: is written as a code. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes = new byte[1024];
    private int length;

    /** Starts anew. */
    public void reset() {
        length = 0;
    }

    /** How many bytes can be held without growing. */
    public int capacity() {
        return bytes.length;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes bytes as they are. */
    public void raw(byte[] what) {
        reserve(what.length);
        System.arraycopy(what, 0, bytes, length, what.length);
        length += what.length;
    }

    /** Writes one byte as it is. */
    public void raw(char what) {
        reserve(1);
        bytes[length++] = (byte) what;
    }

    void nullLiteral() {
        raw(NULL);
    }

    void bool(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            raw(LONG_MIN);
            return;
        }
        reserve(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int end = length + digits(rest);
        length = end;
        do {
            bytes[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    void number(double value) {
        floating(Double.toString(value), Double.isFinite(value));
    }

    void number(float value) {
        floating(Float.toString(value), Float.isFinite(value));
    }

    /** JSON has no word for NaN and the infinities: they go as strings. */
    private void floating(String text, boolean finite) {
        if (finite) {
            plain(text);
        } else {
            string(text);
        }
    }

    /** Writes text that is known to be ASCII with nothing to escape. */
    void plain(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void base64(byte[] value) {
        byte[] encoded = Base64.getEncoder().encode(value);
        reserve(encoded.length + 2);
        bytes[length++] = '"';
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        bytes[length++] = '"';
    }

    void string(String text) {
        int chars = text.length();
        reserve(chars + 2);
        bytes[length++] = '"';
        int i = 0;
        int at = length;
        for (; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || ESCAPES[c] != 0) {
                break;
            }
            bytes[at++] = (byte) c;
        }
        length = at;
        if (i < chars) {
            escaped(text, i);
        }
        raw('"');
    }

    private void escaped(String text, int from) {
        int chars = text.length();
        for (int i = from; i < chars; i++) {
            reserve(6);
            char c = text.charAt(i);
            if (c < 0x80) {
                escaped(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                continuation(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[length++] = (byte) (0xE0 | (c >> 12));
                continuation(c >> 6);
                continuation(c);
            } else {
                code(c); // whole pairs and halves alike: so Jackson does it unless told otherwise
            }
        }
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void escaped(char c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            bytes[length++] = (byte) c;
            return;
        }
        if (escape < 0) {
            code(c);
            return;
        }
        bytes[length++] = '\\';
        bytes[length++] = escape;
    }

    private void code(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        bytes[length++] = HEX[c >> 12];
        bytes[length++] = HEX[(c >> 8) & 0xF];
        bytes[length++] = HEX[(c >> 4) & 0xF];
        bytes[length++] = HEX[c & 0xF];
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            // Past Integer.MAX_VALUE nothing can be written by anybody; copyOf refuses by itself.
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), growth(bytes.length)));
        }
    }

    private static int growth(int capacity) {
        return capacity > 1 << 30 ? capacity : capacity * 2;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, 0x20, (byte) -1);
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
