package io.bendsync.source.cdc.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlavourCheckTest {

    @Test
    void mariaDbIsRefusedWithAWordOnWhatToUse() {
        Finding finding = FlavourCheck.mariaDb("connection.url", "11.4.2-MariaDB");

        assertThat(finding.isError()).isTrue();
        assertThat(finding.key()).isEqualTo("connection.url");
        assertThat(finding.message()).contains("11.4.2-MariaDB", "MariaDbConnector", "polling source");
    }
}
