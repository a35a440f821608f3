package io.bendsync.runtime.pipeline;

/**
 * How to reach a database.
 *
 * @param url a JDBC address without user and password
 * @param password empty for none; never shown
 */
public record Endpoint(String url, String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
