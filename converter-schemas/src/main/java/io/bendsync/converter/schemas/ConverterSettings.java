package io.bendsync.converter.schemas;

import io.bendsync.converter.schemas.registry.RegistrySettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The settings, by the names that users of Confluent's converters know. */
final class ConverterSettings extends AbstractConfig {

    private static final String URL = "schema.registry.url";
    private static final String REGISTER = "auto.register.schemas";
    private static final String AUTH_SOURCE = "basic.auth.credentials.source";
    private static final String AUTH_USER = "basic.auth.user.info";
    private static final String KEY_STRATEGY = "key.subject.name.strategy";
    private static final String VALUE_STRATEGY = "value.subject.name.strategy";
    private static final String TOPIC_STRATEGY = "io.confluent.kafka.serializers.subject.TopicNameStrategy";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(ConverterSettings::checkAddresses, () -> "http or https addresses"),
                    Importance.HIGH,
                    "Addresses of the schema registry, separated by commas; the next one is asked where one cannot be"
                            + " reached. Apicurio's is http://HOST:8080/apis/ccompat/v7.")
            .define(
                    REGISTER,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether schemas that the registry does not have are put into it.")
            .define(
                    AUTH_SOURCE,
                    ConfigDef.Type.STRING,
                    "URL",
                    ConfigDef.ValidString.in("URL", "USER_INFO"),
                    Importance.MEDIUM,
                    "Where user and password are: in the addresses, or in basic.auth.user.info.")
            .define(
                    AUTH_USER,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "USER:PASSWORD, with basic.auth.credentials.source=USER_INFO.")
            .define(
                    KEY_STRATEGY,
                    ConfigDef.Type.STRING,
                    TOPIC_STRATEGY,
                    onlyTopics(),
                    Importance.LOW,
                    strategyText("key"))
            .define(
                    VALUE_STRATEGY,
                    ConfigDef.Type.STRING,
                    TOPIC_STRATEGY,
                    onlyTopics(),
                    Importance.LOW,
                    strategyText("value"));

    ConverterSettings(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
    }

    RegistrySettings registry() {
        List<URI> addresses =
                getList(URL).stream().map(String::trim).map(URI::create).toList();
        Password user = getPassword(AUTH_USER);
        if (!getString(AUTH_SOURCE).equals("USER_INFO")) {
            return new RegistrySettings(addresses, null);
        }
        if (user == null || !user.value().contains(":")) {
            throw new ConfigException(AUTH_USER, user, "has to be USER:PASSWORD with " + AUTH_SOURCE + "=USER_INFO");
        }
        return new RegistrySettings(addresses, user.value());
    }

    boolean registers() {
        return getBoolean(REGISTER);
    }

    private static ConfigDef.Validator onlyTopics() {
        return ConfigDef.ValidString.in(TOPIC_STRATEGY);
    }

    private static String strategyText(String part) {
        return "The subject is the topic's name with -" + part + ". There is no other strategy.";
    }

    private static void checkAddresses(String name, Object value) {
        if (!(value instanceof List<?> addresses) || addresses.isEmpty()) {
            throw new ConfigException(name, null, "has to name the schema registry");
        }
        for (Object address : addresses) {
            try {
                String scheme = URI.create(address.toString().trim()).getScheme();
                if (!"http".equals(scheme) && !"https".equals(scheme)) {
                    throw new IllegalArgumentException("no http");
                }
            } catch (IllegalArgumentException e) {
                // Without the address, which may have a password in it.
                throw new ConfigException("Invalid value for " + name + ": addresses begin with http:// or https://");
            }
        }
    }
}
