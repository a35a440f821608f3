package io.bendsync.converter.compact.schema;

import io.bendsync.converter.compact.wire.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Long descriptions in fewer bytes. Which bytes is for Java's zlib to say, and is not the same with
 * every build of it: so not where bytes are compared, as those of record keys are.
 */
public final class Deflated {

    /** From here on it takes a quarter away, and two thirds from tables of a hundred columns. */
    public static final int WORTHWHILE = 128;

    /** A table of 4096 columns with a long comment each has less than that. */
    private static final int LONGEST = 16 << 20;

    private static final int CHUNK = 4096;

    private Deflated() {}

    /** A description with nothing lost. */
    public static byte[] pack(byte[] description) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(description);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * The description again.
     *
     * @throws Malformed if it is none, or longer than any that there can be
     */
    static byte[] unpack(byte[] bytes, int from, int end) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, from, end - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    throw new Malformed("a schema that ends within what was compressed");
                }
                if (out.size() + count > LONGEST) {
                    throw new Malformed("a schema of more than " + LONGEST + " bytes");
                }
                out.write(chunk, 0, count);
            }
            if (inflater.getRemaining() > 0) {
                throw new Malformed("a schema that goes on behind what was compressed");
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new Malformed("a schema that was not compressed as it says");
        } finally {
            inflater.end();
        }
    }
}
