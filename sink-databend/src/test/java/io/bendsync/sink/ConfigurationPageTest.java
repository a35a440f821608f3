package io.bendsync.sink;

import io.bendsync.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void pageSaysWhatTheDefinitionsSay() {
        ConfigurationPage.ofTheProject().holds("sink-databend", new DatabendSinkConnector().config());
    }
}
