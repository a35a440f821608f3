package io.bendsync.converter.compact.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through what {@link CompactBytes} wrote, up to an end that it never passes. A length is
 * compared with what is left before anything is allocated for it.
 */
public final class CompactCursor {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] in;
    private final int end;
    private int at;

    /** Over the bytes from one position up to another. */
    public CompactCursor(byte[] in, int from, int end) {
        this.in = in;
        this.at = from;
        this.end = end;
    }

    /** Where the next byte is. */
    public int position() {
        return at;
    }

    /** The next byte. */
    public byte one() {
        if (at >= end) {
            throw new Malformed("it ends", at);
        }
        return in[at++];
    }

    /** Passes over bytes, and says where they begin. */
    public int skip(int count) {
        int from = at;
        if (end - from < count) {
            throw new Malformed(count + " bytes are expected where " + (end - from) + " are left,", from);
        }
        at = from + count;
        return from;
    }

    /** Whether a bit is set of those that begin at this byte. */
    public boolean marked(int from, int bit) {
        return (in[from + (bit >> 3)] & (1 << (bit & 7))) != 0;
    }

    /** The next byte as a bit: it is 0 or 1. */
    public boolean bit() {
        byte bit = one();
        if ((bit & ~1) != 0) {
            throw new Malformed("neither 0 nor 1", at - 1);
        }
        return bit != 0;
    }

    /** A number written as not negative; negative if it takes all 64 bits. */
    public long unsigned() {
        byte first = one();
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; shift < 64; shift += 7) {
            byte next = one();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw new Malformed("a number of more than 64 bits", at);
    }

    /** A number of either sign. */
    public long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of either sign within these bounds. */
    public long signed(long lowest, long highest) {
        long value = signed();
        if (value < lowest || value > highest) {
            throw new Malformed("a number out of its type's bounds", at);
        }
        return value;
    }

    /** A number of things of at least a byte each, all of which are still to come. */
    public int count() {
        return left(unsigned());
    }

    /** So many things of at least a byte each, all of which are still to come. */
    public int left(long count) {
        if (count < 0 || count > end - at) {
            throw new Malformed("a number of things or bytes that is more than the bytes left,", at);
        }
        return (int) count;
    }

    /** A float with all its bits. */
    public float float32() {
        return Float.intBitsToFloat((int) INT.get(in, skip(4)));
    }

    /** A double with all its bits. */
    public double float64() {
        return Double.longBitsToDouble((long) LONG.get(in, skip(8)));
    }

    /** Bytes behind their number. */
    public byte[] bytes() {
        return bytes(count());
    }

    /** So many bytes. */
    public byte[] bytes(int count) {
        int from = skip(count);
        return Arrays.copyOfRange(in, from, from + count);
    }

    /** A text as UTF-8 behind the number of its bytes. */
    public String text() {
        return text(count());
    }

    /** A text of so many bytes of UTF-8. */
    public String text(int count) {
        int from = skip(count);
        String text = new String(in, from, count, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(text, from)) {
            throw new Malformed("a text that is not UTF-8", from);
        }
        return text;
    }

    /** Whether these were the bytes: decoding hides what is wrong behind a replacement character. */
    private boolean isUtf8(String text, int from) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(utf8, 0, utf8.length, in, from, at);
    }

    /** Nothing may follow. */
    public void expectEnd() {
        if (at != end) {
            throw new Malformed((end - at) + " bytes too many", at);
        }
    }
}
