package io.bendsync.runtime.cli;

import io.bendsync.runtime.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What every command needs of its process.
 *
 * @param home the distribution: {@code lib} and {@code plugins}
 * @param environment for {@code ${env:NAME}}
 * @param command how the user called the program, for lines to type
 */
record Session(Terminal terminal, Path home, Map<String, String> environment, String command) {
    Path plugins() {
        return home.resolve("plugins");
    }
}
