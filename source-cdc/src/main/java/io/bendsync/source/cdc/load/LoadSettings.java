package io.bendsync.source.cdc.load;

import io.bendsync.source.cdc.config.CdcKeys;
import io.bendsync.source.cdc.config.Translated;
import java.util.Map;

/**
 * What the user says about the first load.
 *
 * @param own whether it is ours; Debezium's own it is when any of its {@code snapshot.*} keys is given
 * @param threads how many connections read at once
 * @param chunkRows about how many rows a chunk has
 */
public record LoadSettings(boolean own, int threads, long chunkRows) {

    private static final String SNAPSHOT = "snapshot.";

    /**
     * Of a configuration that was found to be right.
     *
     * @param user as the user wrote it
     * @param translated the same in Debezium's words
     */
    public static LoadSettings of(Map<String, String> user, Translated translated) {
        Map<String, Object> values = CdcKeys.definition().parse(user);
        return new LoadSettings(
                translated.given().keySet().stream().noneMatch(key -> key.startsWith(SNAPSHOT)),
                (Integer) values.get(CdcKeys.LOAD_THREADS),
                (Long) values.get(CdcKeys.LOAD_CHUNK_ROWS));
    }
}
