package io.bendsync.dashboard.state;

import java.util.List;
import java.util.Map;

/**
 * A connector, for the page.
 *
 * @param type {@code source} or {@code sink}
 * @param state Kafka Connect's word: RUNNING, PAUSED, FAILED, …
 * @param ours whether one button steers it with the others: it is a bendsync connector, of the pipeline that this process
 *     runs where it runs one
 * @param kind the connector's class without its package
 * @param figures by name, as measured in this process; empty where all tasks run elsewhere
 * @param behindSeconds how far a binlog source is behind the database; null where it does not say
 * @param deadLetterTopic empty where there is none
 * @param deadLetters how many records lie there; null where unknown
 */
public record ConnectorView(
        String name,
        String type,
        String state,
        String worker,
        boolean ours,
        String kind,
        List<TaskView> tasks,
        Map<String, Double> figures,
        Double behindSeconds,
        String deadLetterTopic,
        Long deadLetters) {

    /**
     * A task.
     *
     * @param worker where it runs
     */
    public record TaskView(int id, String state, String worker) {}
}
