package io.bendsync.runtime.run;

import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.worker.ConnectorCheck;
import io.bendsync.runtime.worker.SettingError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks both connectors what they think of a pipeline, servers, tables and columns included. */
public final class PipelineCheck {
    private final Pipeline pipeline;
    private final ConnectorConfigs configs;

    public PipelineCheck(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
    }

    /**
     * Checks both ends at once, since each may wait for a server that does not answer.
     *
     * @throws BendsyncException with one line per complaint, each naming the setting of the file
     */
    public void check(ConnectorCheck connectors) {
        // The embedded Kafka has no address yet; nobody connects to it for a check.
        String kafka = pipeline.bootstrapServers().orElse("127.0.0.1:9092");
        CompletableFuture<List<SettingError>> target =
                CompletableFuture.supplyAsync(() -> connectors.validate(configs.target()));
        List<String> complaints = new ArrayList<>(new RuleCheck(pipeline).complaints());
        complaints.addAll(clashes());
        for (SettingError error : connectors.validate(configs.source(kafka))) {
            complaints.add(configs.sourceComplaint(error.key(), error.message()));
        }
        for (SettingError error : answer(target)) {
            complaints.add(configs.targetComplaint(error.key(), error.message()));
        }
        if (!complaints.isEmpty()) {
            throw BendsyncException.badSettings(complaints.stream().distinct().toList());
        }
    }

    /** None where MySQL cannot be asked, of which the connector tells. */
    private List<String> clashes() {
        try {
            return new TargetClashes(pipeline).complaints();
        } catch (BendsyncException e) {
            return List.of();
        }
    }

    private static List<SettingError> answer(CompletableFuture<List<SettingError>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BendsyncException problem ? problem : e;
        }
    }
}
