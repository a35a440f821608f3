package io.bendsync.transforms;

import io.bendsync.transforms.filter.FilterException;
import io.bendsync.transforms.filter.RowFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * A rule, read from its keys.
 *
 * @param topic empty: the record's own
 * @param key empty: the record's own
 * @param filterRemovals whether a row that leaves the filter is removed
 * @param softDelete the column for the time of a delete, empty where deletes are removals
 * @param shardColumn empty where there is none
 */
record RuleSettings(
        Pattern tables,
        String topic,
        List<String> key,
        Set<String> exclude,
        Set<String> mask,
        Set<String> hash,
        String salt,
        Optional<RowFilter> filter,
        boolean filterRemovals,
        String softDelete,
        String shardColumn,
        ShardValue shardValue) {
    static RuleSettings of(Map<String, ?> properties) {
        AbstractConfig config = new AbstractConfig(RuleKeys.definition(), properties, false);
        return new RuleSettings(
                pattern(config.getString(RuleKeys.TABLES)),
                config.getString(RuleKeys.TOPIC),
                List.copyOf(config.getList(RuleKeys.KEY)),
                Set.copyOf(config.getList(RuleKeys.EXCLUDE)),
                Set.copyOf(config.getList(RuleKeys.MASK)),
                Set.copyOf(config.getList(RuleKeys.HASH)),
                config.getPassword(RuleKeys.HASH_SECRET).value(),
                filter(config.getString(RuleKeys.FILTER)),
                config.getBoolean(RuleKeys.FILTER_REMOVALS),
                config.getString(RuleKeys.SOFT_DELETE),
                config.getString(RuleKeys.SHARD_COLUMN),
                new ShardValue(
                        ShardNames.of(config.getString(RuleKeys.SHARD_VALUE)),
                        config.getString(RuleKeys.SHARD_SERVER)));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new ConfigException(RuleKeys.TABLES, regex, "is no regular expression: " + e.getDescription());
        }
    }

    private static Optional<RowFilter> filter(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(RowFilter.parse(text));
        } catch (FilterException e) {
            throw new ConfigException(RuleKeys.FILTER, text, e.getMessage());
        }
    }

    boolean softDeletes() {
        return !softDelete.isEmpty();
    }

    boolean merges() {
        return !shardColumn.isEmpty();
    }
}
