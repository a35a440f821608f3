package io.bendsync.converter.compact;

import java.util.HexFormat;
import java.util.Map;

/** Makes converters, and bytes. */
final class Converters {

    private Converters() {}

    static CompactConverter values() {
        return values(Map.of());
    }

    static CompactConverter values(Map<String, String> settings) {
        CompactConverter converter = new CompactConverter();
        converter.configure(settings, false);
        return converter;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
