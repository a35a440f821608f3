package io.bendsync.runtime.repair;

import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import java.util.Map;
import java.util.Set;

/** Whether the pipeline's sink reads what a repair writes, which is JSON with schemas whatever the source writes. */
final class ConverterCheck {
    private static final Set<String> READ_JSON =
            Set.of("io.bendsync.converter.json.FastJsonConverter", "org.apache.kafka.connect.json.JsonConverter");

    private ConverterCheck() {}

    /** @throws BendsyncException where it does not: its task would fail at the first row */
    static void refuseOthers(Pipeline pipeline) {
        look(pipeline, "source.properties.", pipeline.source().properties());
        look(pipeline, "target.properties.", pipeline.target().properties());
    }

    private static void look(Pipeline pipeline, String section, Map<String, String> properties) {
        for (String converter : new String[] {"key.converter", "value.converter"}) {
            String name = properties.get(converter);
            if (name != null && !READ_JSON.contains(name)) {
                throw refusal(pipeline, section + converter, name + " does not read");
            }
            String schemas = converter + ".schemas.enable";
            if ("false".equalsIgnoreCase(properties.get(schemas))) {
                throw refusal(pipeline, section + schemas, "false does not read");
            }
        }
    }

    private static BendsyncException refusal(Pipeline pipeline, String setting, String why) {
        return BendsyncException.badSetting(pipeline.complaint(
                setting,
                "--repair writes JSON with schemas, which " + why + ": read the tables that differ again, by bendsync"
                        + " resync " + pipeline.file() + " TABLE"));
    }
}
