package io.bendsync.testkit;

import io.bendsync.localstack.process.FolderTree;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * One of the local stack's servers.
 *
 * @param folder removed with the server
 */
record LocalServer(UnaryOperator<String> address, String user, String password, Runnable end, Path folder)
        implements DatabaseServer {
    @Override
    public String url(String database) {
        return address.apply(database);
    }

    @Override
    public void close() {
        try {
            end.run();
        } finally {
            FolderTree.deleteQuietly(folder);
        }
    }
}
