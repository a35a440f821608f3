package io.bendsync.converter.json.read;

import io.bendsync.converter.json.fallback.HandOver;

/**
 * Steps through JSON as it is usually written, over the bytes themselves. It understands less than
 * Jackson does, and hands over at whatever it does not: what it accepts, Jackson accepts too.
 */
final class JsonCursor {

    private final byte[] in;
    private int at;

    JsonCursor(byte[] in, int from) {
        this.in = in;
        this.at = from;
    }

    byte[] bytes() {
        return in;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The next byte that is not white space, not consumed; 0 at the end. */
    byte peek() {
        while (at < in.length) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return 0;
    }

    /** The byte at the cursor, white space or not; 0 at the end. */
    byte current() {
        return at < in.length ? in[at] : 0;
    }

    void advance() {
        at++;
    }

    /** Consumes this token if it comes next. */
    boolean accept(char token) {
        if (peek() == token) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char token) {
        if (!accept(token)) {
            throw HandOver.signal();
        }
    }

    /** Consumes these very bytes if they come next, with nothing between. */
    boolean accept(byte[] token) {
        int end = at + token.length;
        if (end > in.length) {
            return false;
        }
        for (int i = 0; i < token.length; i++) {
            if (in[at + i] != token[i]) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** Consumes these very bytes, which have to come next. */
    void expect(byte[] token) {
        if (!accept(token)) {
            throw HandOver.signal();
        }
    }

    /** After an element: true if another one follows, false if the container ends here. */
    boolean another(char close) {
        byte b = peek();
        at++;
        if (b == ',') {
            return true;
        }
        if (b == close) {
            return false;
        }
        throw HandOver.signal();
    }

    /** Nothing may follow but white space. */
    void expectEnd() {
        if (peek() != 0 || at < in.length) {
            throw HandOver.signal();
        }
    }
}
