package io.bendsync.dashboard.figures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** What Kafka Connect measures at the tasks of one connector in this process, in words and units for people. */
public final class TaskFigures {
    private static final double MILLIS = 0.001;

    private record Measure(String type, String attribute, double factor, DoubleBinaryOperator together) {}

    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("rowsRead", new Measure("source-task-metrics", "source-record-write-total", 1, Double::sum));
        MEASURES.put("pollSeconds", new Measure("source-task-metrics", "poll-batch-avg-time-ms", MILLIS, Math::max));
        MEASURES.put("rowsGiven", new Measure("sink-task-metrics", "sink-record-read-total", 1, Double::sum));
        MEASURES.put("flushRows", new Measure("plugins", "flush-rows-avg", 1, Math::max));
        MEASURES.put("flushRowsMost", new Measure("plugins", "flush-rows-max", 1, Math::max));
        MEASURES.put("flushSeconds", new Measure("plugins", "flush-time-avg-ms", MILLIS, Math::max));
        MEASURES.put("flushSecondsMost", new Measure("plugins", "flush-time-max-ms", MILLIS, Math::max));
        MEASURES.put("batchRows", new Measure("connector-task-metrics", "batch-size-avg", 1, Math::max));
        MEASURES.put("batchRowsMost", new Measure("connector-task-metrics", "batch-size-max", 1, Math::max));
        MEASURES.put("putSeconds", new Measure("sink-task-metrics", "put-batch-avg-time-ms", MILLIS, Math::max));
        MEASURES.put("putSecondsMost", new Measure("sink-task-metrics", "put-batch-max-time-ms", MILLIS, Math::max));
        MEASURES.put("errors", new Measure("task-error-metrics", "total-record-errors", 1, Double::sum));
        MEASURES.put("retries", new Measure("task-error-metrics", "total-retries", 1, Double::sum));
        MEASURES.put(
                "deadLetters", new Measure("task-error-metrics", "deadletterqueue-produce-requests", 1, Double::sum));
    }

    private final Beans beans;

    public TaskFigures(Beans beans) {
        this.beans = beans;
    }

    /** By the measure's name; what is not measured here, or not yet, is left out. */
    public Map<String, Double> of(String connector) {
        Map<String, Double> figures = new LinkedHashMap<>();
        MEASURES.forEach((name, measure) -> {
            for (Beans.Figure figure : beans.read("kafka.connect:type=" + measure.type + ",*", measure.attribute)) {
                if (figure.label("connector").equals(connector)) {
                    figures.merge(name, figure.value() * measure.factor, measure.together::applyAsDouble);
                }
            }
        });
        return figures;
    }

    /**
     * How far Debezium's reading is behind the database, in seconds; null where it does not say.
     *
     * @param server the connector's {@code topic.prefix}
     */
    public Double secondsBehindDatabase(String server) {
        for (Beans.Figure figure : beans.read("debezium.mysql:type=connector-metrics,*", "MilliSecondsBehindSource")) {
            if (figure.label("server").equals(server) && figure.value() >= 0) {
                return figure.value() * MILLIS;
            }
        }
        return null;
    }
}
