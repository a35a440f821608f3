package io.bendsync.source.cdc;

import io.bendsync.source.cdc.config.CdcKeys;
import io.bendsync.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void pageSaysWhatTheDefinitionsSay() {
        ConfigurationPage.ofTheProject().holds("source-cdc", CdcKeys.definition());
    }
}
