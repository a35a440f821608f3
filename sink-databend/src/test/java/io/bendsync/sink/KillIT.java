package io.bendsync.sink;

import static io.bendsync.testkit.kill.Blow.BROKER;
import static io.bendsync.testkit.kill.Blow.ENGINE;
import static io.bendsync.testkit.kill.Blow.FORGETTING;
import static io.bendsync.testkit.kill.Blow.RESCALE;
import static io.bendsync.testkit.kill.Blow.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.testkit.connect.PackedPlugin;
import io.bendsync.testkit.kill.Blow;
import io.bendsync.testkit.kill.KillCluster;
import io.bendsync.testkit.kill.KillOutcome;
import io.bendsync.testkit.kill.KillPlan;
import io.bendsync.testkit.kill.KillTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short kill test with real processes: Kafka, Connect workers and Databend's engine, each struck by
 * {@code kill -9}. The long one is {@code benchmarks/run kill}. A failure names its seed.
 */
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);

    @TempDir
    private static Path folder;

    private static KillCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Path plugins =
                new PackedPlugin("bendsync-sink-databend").unzipInto(Files.createDirectory(folder.resolve("plugins")));
        cluster = new KillCluster(folder, plugins, 2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static KillOutcome run(String name, boolean upsert, int tasks, int workers, Blow... blows) {
        KillPlan plan = new KillPlan(name, upsert, tasks, workers, List.of(blows), new Random().nextLong());
        KillOutcome outcome = KillTest.run(cluster, plan, LOG::info);
        LOG.info("{}", outcome.toLine());
        return outcome;
    }

    @Test
    void oneTaskKilledAtRandomLeavesRowsAsTheSourceHasThemAlsoWhenKafkaForgetsItsOffsets() {
        KillOutcome outcome = run("one_task", true, 1, 1, ENGINE, FORGETTING);
        assertThat(outcome.kills()).isEqualTo(2);
    }

    @Test
    void fromOneTaskToEightInTwoKilledWorkersAndBackEachAppendedRowIsThereOnce() {
        KillOutcome outcome = run("eight_tasks", false, 1, 2, RESCALE, WORKER, BROKER, ENGINE, RESCALE);
        assertThat(outcome.kills()).isGreaterThanOrEqualTo(3);
        assertThat(outcome.rows()).isEqualTo(outcome.records());
    }
}
