package io.bendsync.source.cdc.ddl;

import io.bendsync.source.cdc.config.CdcKeys;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What of MySQL's schema changes the target is to follow beyond what its rows show.
 *
 * @param dropColumns whether a dropped column goes from the target, with its values
 * @param renameColumns whether a renamed column gets its new name in the target, rather than a new one beside it
 * @param dropTables whether a dropped table goes from the target
 * @param failOnRenamedTable whether a table that gets another name stops the connector, rather than that its rows go on in
 *     another table of the target
 */
public record DdlPolicy(boolean dropColumns, boolean renameColumns, boolean dropTables, boolean failOnRenamedTable) {

    /**
     * Of a configuration.
     *
     * @param user as the user wrote it
     */
    public static DdlPolicy of(Map<String, String> user) {
        Map<String, Object> values = new ConfigDef(CdcKeys.definition()).parse(user);
        return new DdlPolicy(
                "drop".equals(values.get(CdcKeys.DDL_DROP_COLUMN)),
                "rename".equals(values.get(CdcKeys.DDL_RENAME)),
                "drop".equals(values.get(CdcKeys.DDL_DROP_TABLE)),
                "fail".equals(values.get(CdcKeys.DDL_RENAME_TABLE)));
    }
}
