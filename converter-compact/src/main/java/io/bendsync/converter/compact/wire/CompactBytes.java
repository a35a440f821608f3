package io.bendsync.converter.compact.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What format v1 is made of, into a byte array that grows: numbers of a variable length, texts with
 * their length, bits. Reused from record to record, by one thread at a time.
 */
public final class CompactBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final long QUESTION_MARKS = '?' * LOWEST_BITS;

    private static final int LONGEST_NUMBER = 10;

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

    /** How many bytes were written. */
    public int length() {
        return length;
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

    /** Writes one byte. */
    public void one(int what) {
        reserve(1);
        bytes[length++] = (byte) what;
    }

    /** Writes zeros, and says where: bits for {@link #mark}. */
    public int zeros(int count) {
        reserve(count);
        int at = length;
        Arrays.fill(bytes, at, at + count, (byte) 0);
        length += count;
        return at;
    }

    /** Sets a bit of those that begin at this byte. */
    public void mark(int at, int bit) {
        bytes[at + (bit >> 3)] |= (byte) (1 << (bit & 7));
    }

    /** Writes a number that is not negative, seven bits to a byte, the lowest first; a negative one takes ten bytes. */
    public void unsigned(long value) {
        reserve(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Writes a number of either sign, small ones in few bytes: 0, -1, 1, -2 become 0, 1, 2, 3. */
    public void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Writes all bits of a float. */
    public void float32(float value) {
        reserve(4);
        INT.set(bytes, length, Float.floatToRawIntBits(value));
        length += 4;
    }

    /** Writes all bits of a double. */
    public void float64(double value) {
        reserve(8);
        LONG.set(bytes, length, Double.doubleToRawLongBits(value));
        length += 8;
    }

    /** Writes bytes behind their number. */
    public void bytes(byte[] what) {
        unsigned(what.length);
        raw(what);
    }

    /** Writes a text as UTF-8 behind the number of its bytes. */
    public void text(String text) {
        bytes(utf8(text));
    }

    /** The text as UTF-8, which has no form for half a surrogate pair: Java would put a question mark there. */
    public static byte[] utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (hasQuestionMark(utf8) && hasHalfPair(text)) {
            throw new Unfit("a text with half a surrogate pair cannot be written as UTF-8");
        }
        return utf8;
    }

    /** Eight bytes at a time: to look at all characters takes several times as long as to encode them. */
    private static boolean hasQuestionMark(byte[] utf8) {
        int i = 0;
        for (; i <= utf8.length - 8; i += 8) {
            long zeroWhereIs = (long) LONG.get(utf8, i) ^ QUESTION_MARKS;
            if (((zeroWhereIs - LOWEST_BITS) & ~zeroWhereIs & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; i < utf8.length; i++) {
            if (utf8[i] == '?') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHalfPair(String text) {
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i == last || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            if (length + more < 0) {
                throw new Unfit("a record of over 2 GiB cannot be written");
            }
            bytes = Arrays.copyOf(bytes, Math.max(length + more, growth(bytes.length)));
        }
    }

    private static int growth(int capacity) {
        return capacity > 1 << 30 ? capacity : capacity * 2;
    }
}
