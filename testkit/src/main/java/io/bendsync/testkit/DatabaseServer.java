package io.bendsync.testkit;

/** A running server that test databases are made on, wherever it comes from. */
interface DatabaseServer extends AutoCloseable {
    /**
     * A JDBC address.
     *
     * @param database a database's name, or an empty string for none
     */
    String url(String database);

    String user();

    String password();

    /** Ends the server and removes its data. */
    @Override
    void close();
}
