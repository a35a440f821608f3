package io.bendsync.runtime.worker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.runtime.isolation.Plugins;

/**
 * The connectors under a folder, found once for all that use them: a check and the worker after it then share what is
 * loaded of them.
 */
public final class ConnectorPlugins {
    private final Path folder;
    private final Plugins plugins;

    private ConnectorPlugins(Path folder, Plugins plugins) {
        this.folder = folder;
        this.plugins = plugins;
    }

    /**
     * Looks for them, without loading more than their names.
     *
     * @param folder the folder with one folder per connector
     */
    public static ConnectorPlugins in(Path folder) {
        return new ConnectorPlugins(
                folder, new Plugins(Map.of("plugin.path", folder.toString(), "plugin.discovery", "service_load")));
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** What loads the classes of a connector, which has its own libraries. */
    public ClassLoader loaderOf(String connectorClass) {
        return plugins.newConnector(connectorClass).getClass().getClassLoader();
    }

    Plugins found() {
        return plugins;
    }
}
