package io.bendsync.source.jdbc.mysql;

import io.bendsync.mysql.ConnectionOptions;
import io.bendsync.mysql.Encryption;
import io.bendsync.mysql.MySqlUrl;
import java.util.Map;
import java.util.Properties;

/** Which of Connector/J's options we set beside the user's, for reading what is there and nothing else. */
final class DriverOptions {
    private DriverOptions() {}

    /**
     * Gives what the driver is given, user and password not among it.
     *
     * @param url where to connect
     * @param options the user's options, already checked
     * @param encryption how to encrypt when the user did not say
     */
    static Properties effective(MySqlUrl url, Map<String, String> options, Encryption encryption) {
        Properties all = ConnectionOptions.effective(url, options, encryption);
        // The binary protocol: exact floats, no digits to parse, and faster than text.
        all.setProperty("useServerPrepStmts", "true");
        all.setProperty("cachePrepStmts", "false");
        // Cursor fetch makes temporary tables on the server.
        all.setProperty("useCursorFetch", "false");
        all.setProperty("tinyInt1isBit", "false");
        all.setProperty("yearIsDateType", "false");
        all.setProperty("connectionTimeZone", "UTC");
        all.setProperty("preserveInstants", "false");
        all.setProperty("characterEncoding", "UTF-8");
        // Else the server sends each column's text in that column's own character set.
        all.setProperty("characterSetResults", "UTF-8");
        all.setProperty("maxAllowedPacket", String.valueOf(1 << 30));
        all.setProperty("enablePacketDebug", "false");
        return all;
    }
}
