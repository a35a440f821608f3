package io.bendsync.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TlsKeyTest {
    @Test
    void modesAreTakenInAnyCaseAndOthersRefused() {
        assertThat(TlsKey.MODE.driverValue("verify_ca")).isEqualTo("VERIFY_CA");
        assertThat(TlsKey.MODE.driverValue("Verify-Identity")).isEqualTo("VERIFY_IDENTITY");
        assertThatThrownBy(() -> TlsKey.MODE.driverValue("maybe")).hasMessageContaining("verify_identity");
    }

    @Test
    void storesAreFiles() {
        assertThat(TlsKey.TRUST_STORE.driverValue("/etc/ca.p12")).isEqualTo("file:/etc/ca.p12");
        assertThat(TlsKey.KEY_STORE.driverValue("file:///etc/ca.p12")).isEqualTo("file:///etc/ca.p12");
        assertThatThrownBy(() -> TlsKey.TRUST_STORE.driverValue("http://evil/x"))
                .isInstanceOf(IllegalArgumentException.class);
        for (TlsKey key : TlsKey.values()) {
            String value = key == TlsKey.MODE ? "required" : "/x";
            assertThat(key.option().complaint(key.driverValue(value))).isEmpty();
        }
    }

    @Test
    void passwordsAreSecrets() {
        for (TlsKey key : TlsKey.values()) {
            assertThat(key.secret()).as(key.key()).isEqualTo(key.key().endsWith("password"));
        }
    }
}
