package io.bendsync.localstack.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path folder;

    @Test
    void quotesAndBackslashesStayInTheirLiteral() {
        assertThat(Accounts.statements("a'b\\c", Map.of()))
                .contains("ALTER USER 'root'@'localhost' IDENTIFIED BY 'a''b\\\\c';\n");
    }

    @Test
    void eachStatementIsOneLineAndNoneGoesToTheBinlog() {
        List<String> lines =
                Accounts.statements("", Map.of("ann", "tea")).lines().toList();

        assertThat(lines.get(0)).isEqualTo("SET sql_log_bin = 0;");
        assertThat(lines).allMatch(line -> line.endsWith(";")).anyMatch(line -> line.startsWith("GRANT ALL"));
    }

    @Test
    void lineBreakInAPasswordIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> Accounts.statements("se\ncret", Map.of()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("control character")
                .hasMessageNotContaining("cret");
    }

    @Test
    void onlyTheOwnerCanReadTheFileAndItGoesInTheEnd() throws IOException {
        MySqlSettings settings = new MySqlSettings(folder, 1, List.of(), "secret", Map.of());
        Path file;
        try (Accounts accounts = Accounts.write(settings)) {
            file = accounts.file();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(file).doesNotExist();
        assertThat(settings.toString()).doesNotContain("secret");
    }
}
