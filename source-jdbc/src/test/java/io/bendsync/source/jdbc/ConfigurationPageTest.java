package io.bendsync.source.jdbc;

import io.bendsync.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void pageSaysWhatTheDefinitionsSay() {
        ConfigurationPage.ofTheProject().holds("source-jdbc", new JdbcSourceConnector().config());
    }
}
