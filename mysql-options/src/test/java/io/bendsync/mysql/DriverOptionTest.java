package io.bendsync.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverOptionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "allowLoadLocalInfile",
                "ALLOWLOADLOCALINFILE",
                "allowUrlInLocalInfile",
                "allowLoadLocalInfileInPath",
                "allowMultiQueries",
                "autoDeserialize",
                "queryInterceptors",
                "exceptionInterceptors",
                "connectionLifecycleInterceptors",
                "socketFactory",
                "propertiesTransform",
                "authenticationPlugins",
                "defaultAuthenticationPlugin",
                "clientInfoProvider",
                "logger",
                "profilerEventHandler",
                "serverRSAPublicKeyFile",
                "sslContextProvider",
                "useConfigs",
                "haLoadBalanceStrategy",
                "somethingNew",
                "user",
                "password"
            })
    void optionsThatReadFilesOrRunClassesAreNotLetThrough(String name) {
        assertThat(DriverOption.named(name)).isEmpty();
        assertThat(IdleOptions.contains(name)).isFalse();
    }

    @Test
    void namesAreTakenInAnyCase() {
        assertThat(DriverOption.named("SSLmode")).contains(DriverOption.SSL_MODE);
        assertThat(IdleOptions.contains("SERVERTIMEZONE")).isTrue();
    }

    @Test
    void keyStoresAreFilesOnly() {
        assertThat(DriverOption.TRUST_STORE.complaint("http://evil/x")).isPresent();
        assertThat(DriverOption.KEY_STORE.complaint("ldap://evil/x")).isPresent();
        assertThat(DriverOption.TRUST_STORE.complaint("file:/etc/x")).isEmpty();
        assertThat(DriverOption.USE_SSL.complaint("true")).isEmpty();
    }

    @Test
    void noOptionIsBothLetThroughAndIdle() {
        for (DriverOption option : DriverOption.values()) {
            assertThat(IdleOptions.contains(option.driverName()))
                    .as("%s", option)
                    .isFalse();
        }
    }
}
