package io.bendsync.source.jdbc.deletes;

import io.bendsync.source.jdbc.failure.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A set of keys as one short text, since the values of a source offset cannot be bytes. The keys are sorted and written
 * column by column: whole numbers as the distance from the one before, other texts as what they do not share with the one
 * before. Then all is deflated, so that numbers in a row cost next to nothing, and put into Base64.
 */
final class KeyCodec {
    private static final int NUMBERS = 0;
    private static final int TEXTS = 1;

    private KeyCodec() {}

    /** The text of a set of keys; each has the same number of components, one or more. */
    static String encode(List<List<String>> keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            writeNumber(out, keys.size());
            if (!keys.isEmpty()) {
                int width = keys.get(0).size();
                writeNumber(out, width);
                write(out, keys, width);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * The keys of a text, sorted.
     *
     * @throws SourceException when it is not one of ours
     */
    static List<List<String>> decode(String text) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text))))) {
            int count = (int) readNumber(in);
            if (count == 0) {
                return List.of();
            }
            int width = (int) readNumber(in);
            List<List<String>> keys = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                keys.add(new ArrayList<>(width));
            }
            for (int column = 0; column < width; column++) {
                readColumn(in, keys);
            }
            keys.replaceAll(List::copyOf);
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceException(
                    "The stored keys of a table cannot be read; stop the connector and reset its offsets"
                            + " (DELETE /connectors/NAME/offsets) to read the table from the beginning",
                    e);
        }
    }

    private static void write(DataOutputStream out, List<List<String>> keys, int width) throws IOException {
        boolean[] numeric = new boolean[width];
        List<Comparator<List<String>>> orders = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int column = i;
            numeric[column] = keys.stream().allMatch(key -> number(key.get(column)));
            orders.add(
                    numeric[column]
                            ? Comparator.comparingLong(key -> Long.parseLong(key.get(column)))
                            : Comparator.comparing(key -> key.get(column)));
        }
        Comparator<List<String>> order =
                orders.stream().reduce(Comparator::thenComparing).orElseThrow();
        List<List<String>> sorted = new ArrayList<>(keys);
        Collections.sort(sorted, order);
        for (int column = 0; column < width; column++) {
            out.writeByte(numeric[column] ? NUMBERS : TEXTS);
            long number = 0;
            byte[] text = new byte[0];
            for (List<String> key : sorted) {
                if (numeric[column]) {
                    long next = Long.parseLong(key.get(column));
                    writeSigned(out, next - number);
                    number = next;
                } else {
                    byte[] next = key.get(column).getBytes(StandardCharsets.UTF_8);
                    int shared = shared(text, next);
                    writeNumber(out, shared);
                    writeNumber(out, next.length - shared);
                    out.write(next, shared, next.length - shared);
                    text = next;
                }
            }
        }
    }

    private static void readColumn(DataInputStream in, List<List<String>> keys) throws IOException {
        boolean numeric = in.readByte() == NUMBERS;
        long number = 0;
        byte[] text = new byte[0];
        for (List<String> key : keys) {
            if (numeric) {
                number += readSigned(in);
                key.add(Long.toString(number));
            } else {
                int shared = (int) readNumber(in);
                byte[] next = Arrays.copyOf(text, shared + (int) readNumber(in));
                in.readFully(next, shared, next.length - shared);
                text = next;
                key.add(new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    /** Whether a text comes back the same after it was a long: {@code 007} does not. */
    private static boolean number(String text) {
        if (text.isEmpty() || text.length() > 20) {
            return false;
        }
        try {
            return Long.toString(Long.parseLong(text)).equals(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static int shared(byte[] a, byte[] b) {
        int difference = Arrays.mismatch(a, b);
        return difference < 0 ? a.length : difference;
    }

    private static void writeSigned(DataOutputStream out, long value) throws IOException {
        writeNumber(out, (value << 1) ^ (value >> 63));
    }

    private static long readSigned(DataInputStream in) throws IOException {
        long value = readNumber(in);
        return (value >>> 1) ^ -(value & 1);
    }

    /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
    private static void writeNumber(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (long) (part & 0x7f) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new IOException("a number without an end");
    }
}
