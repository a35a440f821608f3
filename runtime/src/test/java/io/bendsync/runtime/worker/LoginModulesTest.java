package io.bendsync.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.JaasUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginModulesTest {
    @AfterEach
    void forget() {
        System.clearProperty(JaasUtils.ALLOWED_LOGIN_MODULES_CONFIG);
    }

    @Test
    void kafkasOwnAreLoadedAndNoOthers() {
        LoginModules.allowKafkasOwn();

        assertThat(load("org.apache.kafka.common.security.scram.ScramLoginModule"))
                .isNotNull();
        for (String other : new String[] {
            "com.sun.security.auth.module.JndiLoginModule",
            "com.sun.security.auth.module.LdapLoginModule",
            "com.sun.security.auth.module.Krb5LoginModule"
        }) {
            assertThatThrownBy(() -> load(other)).hasMessageContaining(other);
        }
    }

    private static JaasContext load(String module) {
        return JaasContext.loadClientContext(Map.of(
                SaslConfigs.SASL_JAAS_CONFIG, new Password(module + " required username=\"u\" password=\"p\";")));
    }
}
