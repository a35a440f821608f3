package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.worker.PipelineSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What tables with settings of their own mean for the source connector: a transform each. It stands on the source's
 * side of Kafka, so that what is left out, masked or hashed is not in its topics either.
 */
final class RuleConfigs {
    private static final String TRANSFORM = "io.bendsync.transforms.TableRule";

    private final Pipeline pipeline;
    private final Function<TableRule, Optional<String>> topics;

    /** @param topics the topic of a rule, where it has one */
    RuleConfigs(Pipeline pipeline, Function<TableRule, Optional<String>> topics) {
        this.pipeline = pipeline;
        this.topics = topics;
    }

    /** Puts the transforms before those that the file's own properties have. */
    void addTo(Map<String, String> config) {
        List<String> names = new ArrayList<>();
        List<TableRule> rules = pipeline.source().rules();
        for (TableRule rule : rules) {
            String name = "rule" + (names.size() + 1);
            names.add(name);
            config.put("transforms." + name + ".type", TRANSFORM);
            of(rule).forEach((key, value) -> config.put("transforms." + name + "." + key, value));
        }
        if (rules.isEmpty()) {
            return;
        }
        config.merge("transforms", String.join(",", names), (more, ours) -> ours + "," + more);
        if (pipeline.source().capture() == Capture.BINLOG) {
            // A tombstone behind each delete says nothing more to the sink, and not which table it is from.
            config.putIfAbsent("tombstones.on.delete", "false");
            String keys = rules.stream()
                    .filter(rule -> !rule.key().isEmpty())
                    .map(rule -> pattern(rule) + ":" + String.join(",", rule.key()))
                    .collect(Collectors.joining(";"));
            if (!keys.isEmpty()) {
                config.putIfAbsent("message.key.columns", keys);
            }
        }
    }

    /** One transform's settings. */
    Map<String, String> of(TableRule rule) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("tables", pattern(rule));
        topics.apply(rule).ifPresent(topic -> config.put("topic", topic));
        put(config, "key", rule.key());
        put(config, "exclude", rule.exclude());
        put(config, "mask", rule.mask());
        put(config, "hash", rule.hash());
        if (!rule.hash().isEmpty()) {
            config.put("hash.secret", PipelineSecrets.keep(pipeline.name() + "-source.hash.secret", rule.salt()));
        }
        if (!rule.filterText().isEmpty()) {
            config.put("filter", rule.filterText());
            config.put(
                    "filter.removals",
                    Boolean.toString(pipeline.target().insertMode().equals("upsert")));
        }
        if (rule.softDeletes()) {
            config.put("soft.delete.column", rule.softDelete());
        }
        if (rule.merges()) {
            config.put("shard.column", rule.shardColumn());
            config.put("shard.value", rule.shardValue().names().setting());
            if (!rule.shardValue().server().isEmpty()) {
                config.put("shard.server", rule.shardValue().server());
            }
        }
        return config;
    }

    private static void put(Map<String, String> config, String key, List<String> columns) {
        if (!columns.isEmpty()) {
            config.put(key, String.join(",", columns));
        }
    }

    /** The tables of a rule, without those that an earlier one means. */
    private String pattern(TableRule rule) {
        List<TableRule> rules = pipeline.source().rules();
        String earlier = rules.subList(0, rules.indexOf(rule)).stream()
                .flatMap(other -> other.tables().stream())
                .map(Pipeline::pattern)
                .collect(Collectors.joining("|"));
        String own = rule.tables().stream().map(Pipeline::pattern).collect(Collectors.joining("|"));
        // No colon may be in it: message.key.columns has one behind it.
        return (earlier.isEmpty() ? "" : "(?!(" + earlier + ")$)") + "(" + own + ")";
    }
}
