package io.bendsync.runtime.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Rows as a short text that stands for them. */
final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** The same for the same rows in the same order only. */
    static String of(List<List<String>> rows) {
        StringBuilder all = new StringBuilder();
        for (List<String> row : rows) {
            for (String cell : row) {
                all.append(cell == null ? "N" : cell.length() + ":" + cell).append(',');
            }
            all.append(';');
        }
        return hash(all.toString());
    }

    /** The same for the same cell only; null too has one. */
    static String ofCell(String cell) {
        if (cell == null) {
            return "N";
        }
        return cell.length() <= BYTES ? "=" + cell : hash(cell);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
