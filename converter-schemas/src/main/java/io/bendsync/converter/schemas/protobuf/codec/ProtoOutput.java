package io.bendsync.converter.schemas.protobuf.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Protobuf's encoding into a growing array. Lengths of messages are not known before they are written: one byte is left for
 * each, and a longer length moves what follows, which is cheaper than to work the length out first.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtoOutput {

    private byte[] bytes = new byte[256];
    private int length;

    ProtoOutput(int free) {
        this.length = free;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void tag(int number, int wireType) {
        varint((number << 3) | wireType);
    }

    /** Negative numbers take ten bytes, as those of int32 do too. */
    void varint(long value) {
        need(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void fixed32(int value) {
        need(4);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void fixed64(long value) {
        need(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    void bytes(byte[] value) {
        varint(value.length);
        need(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins something whose length comes first; give the answer to {@link #end}. */
    int begin() {
        need(1);
        return length++;
    }

    void end(int begun) {
        int size = length - begun - 1;
        int more = (31 - Integer.numberOfLeadingZeros(size | 1)) / 7;
        if (more > 0) {
            need(more);
            System.arraycopy(bytes, begun + 1, bytes, begun + 1 + more, size);
        }
        length = begun;
        varint(size);
        length += size;
    }

    private void need(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length + (bytes.length >> 1)));
        }
    }
}
