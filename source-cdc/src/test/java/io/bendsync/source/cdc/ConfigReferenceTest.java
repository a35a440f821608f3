package io.bendsync.source.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.cdc.config.CdcKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    @Test
    void readmeNamesEveryKeyOfOurs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(CdcKeys.definition().names())
                .allSatisfy(key -> assertThat(readme).contains('`' + key + '`'));
    }
}
