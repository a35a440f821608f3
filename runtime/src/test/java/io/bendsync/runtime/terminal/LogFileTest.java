package io.bendsync.runtime.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @TempDir
    Path folder;

    @AfterEach
    void asItWas() {
        ((LoggerContext) LogManager.getContext(false)).reconfigure();
    }

    @Test
    void eachEventIsOneJsonObjectALineWhereThatIsAskedFor() throws IOException {
        Path file = LogFile.open(folder, LogFile.Format.JSON);
        LoggerFactory.getLogger("some.Name").info("two\nlines");
        LoggerFactory.getLogger("some.Name").error("with a trace", new IllegalStateException("why"));

        List<String> lines = Files.readAllLines(file);

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("level").asText()).isEqualTo("INFO");
        assertThat(first.path("loggerName").asText()).isEqualTo("some.Name");
        assertThat(first.path("message").asText()).isEqualTo("two\nlines");
        assertThat(new ObjectMapper().readTree(lines.get(1)).toString()).contains("IllegalStateException", "why");
    }
}
