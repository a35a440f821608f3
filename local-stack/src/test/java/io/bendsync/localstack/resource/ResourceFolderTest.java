package io.bendsync.localstack.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bendsync.localstack.LocalStackException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFolderTest {
    @TempDir
    Path folder;

    @Test
    void wantedFilesAreCopiedFromAFolder() throws Exception {
        gateway().copyTo(folder, path -> path.endsWith(".py"));

        assertThat(folder.resolve("bendsync_gateway/__main__.py")).isNotEmptyFile();
        assertThat(folder.resolve("requirements.txt")).doesNotExist();
    }

    @Test
    void wantedFilesAreCopiedFromAJar() throws Exception {
        new ResourceFolder("org/assertj/core/api").copyTo(folder, path -> path.equals("Assertions.class"));

        assertThat(folder.resolve("Assertions.class")).isNotEmptyFile();
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("Assertions.class"));
    }

    @Test
    void fingerprintIsOfNamesAndContents() throws Exception {
        assertThat(gateway().fingerprint())
                .matches("[0-9a-f]{12}")
                .isEqualTo(gateway().fingerprint());
        assertThat(new Fingerprint().add("ab").add("c").toString())
                .isNotEqualTo(new Fingerprint().add("a").add("bc").toString());
    }

    @Test
    void missingFolderIsNamed() {
        assertThatThrownBy(() -> new ResourceFolder("no/such/folder").fingerprint())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("The class path lacks no/such/folder");
    }

    private static ResourceFolder gateway() {
        return new ResourceFolder("io/bendsync/localstack/gateway");
    }
}
