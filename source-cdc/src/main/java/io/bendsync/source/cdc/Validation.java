package io.bendsync.source.cdc;

import io.bendsync.source.cdc.check.Finding;
import io.bendsync.source.cdc.check.Preflight;
import io.bendsync.source.cdc.config.CdcKeys;
import io.bendsync.source.cdc.config.Problem;
import io.bendsync.source.cdc.config.Translated;
import io.bendsync.source.cdc.config.Translation;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a configuration: its words by our rules and Debezium's, and then, if those are right, the server. */
final class Validation {

    private static final Logger LOG = LoggerFactory.getLogger(Validation.class);

    private final Translated translated;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final Set<String> blamed = new HashSet<>();

    Validation(Map<String, String> user) {
        this.translated = Translation.of(user);
        CdcKeys.definition().validateAll(user).forEach((key, value) -> add(value));
    }

    Config result() {
        translated.problems().forEach(this::blame);
        Configuration.from(translated.debezium())
                .validate(MySqlConnectorConfig.ALL_FIELDS)
                .values()
                .forEach(this::debezium);
        if (blamed.isEmpty()) {
            for (Finding finding : new Preflight(translated).beforeAcceptance()) {
                if (finding.isError()) {
                    blame(finding.toProblem());
                } else {
                    LOG.warn("{}", finding.message());
                }
            }
        }
        return new Config(new ArrayList<>(values.values()));
    }

    /** A key of Debezium's that the user gave by another name is shown without complaint; the other name has it. */
    private void debezium(ConfigValue theirs) {
        String key = translated.userKey(theirs.name());
        List<String> errors = List.copyOf(theirs.errorMessages());
        ConfigValue value = new ConfigValue(theirs.name());
        value.recommendedValues(theirs.recommendedValues());
        value.visible(theirs.visible());
        values.putIfAbsent(theirs.name(), value);
        if (!blamed.contains(key)) {
            errors.forEach(error -> blame(new Problem(key, error)));
        }
    }

    private void add(ConfigValue value) {
        values.put(value.name(), value);
        if (!value.errorMessages().isEmpty()) {
            blamed.add(value.name());
        }
    }

    private void blame(Problem problem) {
        values.computeIfAbsent(problem.key(), ConfigValue::new).addErrorMessage(problem.message());
        blamed.add(problem.key());
    }
}
