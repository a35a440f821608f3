package io.bendsync.source.jdbc.mysql;

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
}
