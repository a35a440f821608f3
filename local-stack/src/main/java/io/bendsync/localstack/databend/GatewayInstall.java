package io.bendsync.localstack.databend;

import java.nio.file.Path;

/**
 * All that the gateway's process needs.
 *
 * @param python with the engine's package
 * @param sources the folder that holds the package {@code bendsync_gateway}
 * @param fixedPorts the library to preload
 */
public record GatewayInstall(Path python, Path sources, Path fixedPorts) {}
