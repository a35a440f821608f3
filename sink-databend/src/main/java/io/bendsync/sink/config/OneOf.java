package io.bendsync.sink.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A setting that takes one of a few words, in any case. */
final class OneOf implements ConfigDef.Validator, ConfigDef.Recommender {
    private final List<Object> words;
    private final Predicate<String> valid;
    private final String description;

    private OneOf(List<Object> words, Predicate<String> valid, String description) {
        this.words = words;
        this.valid = valid;
        this.description = description;
    }

    static OneOf words(String... words) {
        List<String> list = List.of(words);
        return new OneOf(List.copyOf(list), word -> list.contains(word.toLowerCase(Locale.ROOT)), "one of " + list);
    }

    static OneOf timeZones() {
        return new OneOf(
                List.of(),
                zone -> {
                    try {
                        return ZoneId.of(zone) != null;
                    } catch (DateTimeException e) {
                        return false;
                    }
                },
                "a time zone such as UTC or Europe/Berlin");
    }

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null || !valid.test(value.toString())) {
            throw new ConfigException(name, value, "it must be " + description);
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
        return words;
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
        return true;
    }

    @Override
    public String toString() {
        return description;
    }
}
