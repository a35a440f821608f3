package io.bendsync.mysql;

import com.mysql.cj.Messages;
import java.sql.SQLException;
import java.util.Map;

/** How a connection is encrypted when the user did not say. */
public enum Encryption {
    /** Encrypted, and the server must prove that it is the host of the URL. */
    VERIFIED("VERIFY_IDENTITY"),
    /** Encrypted when the server offers it, its certificate not looked at: between programs of one machine. */
    OFFERED("PREFERRED"),
    /** Plain text: the server offers nothing else. */
    NONE("DISABLED");

    private final String driverValue;

    Encryption(String driverValue) {
        this.driverValue = driverValue;
    }

    String driverValue() {
        return driverValue;
    }

    /** Opens something, a connection mostly, with an encryption. */
    public interface Opening<T> {
        /** Opens it; the encryption counts where the user's options name none. */
        T with(Encryption encryption) throws SQLException;
    }

    /**
     * Opens by the rule for servers elsewhere: verified; in plain text only where the server offers nothing else.
     *
     * @param options the user's options, which win
     * @param plain called before it is tried in plain text, which others can read and change
     * @throws SQLException when the server cannot be reached, refuses, or cannot prove who it is
     */
    public static <T> T open(MySqlUrl url, Map<String, String> options, Opening<T> opening, Runnable plain)
            throws SQLException {
        if (url.loopback() || ConnectionOptions.encryptionChosen(options)) {
            return opening.with(OFFERED);
        }
        try {
            return opening.with(VERIFIED);
        } catch (SQLException e) {
            if (!isNotOffered(e)) {
                throw e;
            }
        }
        plain.run();
        return opening.with(NONE);
    }

    /** Whether it failed because encryption is wanted, and the server has none. */
    public static boolean isNotOffered(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            // The driver has no code for it: its own text, which it has in one language.
            if (message != null && message.contains(Messages.getString("MysqlIO.15"))) {
                return true;
            }
        }
        return false;
    }
}
