package io.bendsync.distribution.compose;

import java.util.List;
import java.util.Map;

/**
 * One service of a Compose file.
 *
 * @param entrypoint empty for the image's own
 * @param command empty for the image's own
 * @param dependsOn the services it waits for
 * @param mounts folders beside the file, by the path where the container sees them
 * @param healthCheck the words of its check; empty for the image's own
 */
record Service(
        String name,
        String image,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        List<String> dependsOn,
        Map<String, String> mounts,
        List<String> healthCheck) {}
