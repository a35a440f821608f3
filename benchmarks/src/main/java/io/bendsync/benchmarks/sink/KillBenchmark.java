package io.bendsync.benchmarks.sink;

import io.bendsync.benchmarks.stack.Folders;
import io.bendsync.benchmarks.stack.Plugins;
import io.bendsync.testkit.kill.Blow;
import io.bendsync.testkit.kill.KillCluster;
import io.bendsync.testkit.kill.KillOutcome;
import io.bendsync.testkit.kill.KillPlan;
import io.bendsync.testkit.kill.KillTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The long kill test: one task, then four tasks in two workers, by key and appended, then from MySQL's binlog, each struck so many times by
 * {@code kill -9} of workers, of Databend's engine and of Kafka's broker. Measures nothing beside anything; it shows
 * that both sides agree at the end, and how long it took each time until rows arrived again.
 */
public final class KillBenchmark {
    /** Of so many blows one hits the engine. */
    private static final int ENGINE = 4;
    /** And one the broker. */
    private static final int BROKER = 10;

    private final int kills;
    private final Random random = new Random();

    /** @param kills how many blows each of the five runs has to stand */
    public KillBenchmark(int kills) {
        this.kills = kills;
    }

    /** Runs all five. Ends with an AssertionError at the first that loses, doubles or bends a row. */
    public List<KillOutcome> run() {
        List<KillOutcome> outcomes = new ArrayList<>();
        var folder = Plugins.workFolder("kill-" + ProcessHandle.current().pid());
        Folders.deleteLater(folder);
        try (KillCluster cluster = new KillCluster(folder, Plugins.path(), 2)) {
            outcomes.add(run(cluster, "append_one_task", false, 1, 1));
            outcomes.add(run(cluster, "upsert_one_task", true, 1, 1));
            outcomes.add(run(cluster, "append_four_tasks", false, 4, 2));
            outcomes.add(run(cluster, "upsert_four_tasks", true, 4, 2));
            outcomes.add(binlog(cluster));
        }
        return outcomes;
    }

    /** Only the one from MySQL through both connectors. */
    public List<KillOutcome> runBinlog() {
        var folder = Plugins.workFolder("kill-" + ProcessHandle.current().pid());
        Folders.deleteLater(folder);
        try (KillCluster cluster = new KillCluster(folder, Plugins.path(), 1)) {
            return List.of(binlog(cluster));
        }
    }

    private KillOutcome binlog(KillCluster cluster) {
        KillPlan plan = KillPlan.binlog("upsert_by_binlog", blows(), random.nextLong());
        return KillTest.run(cluster, plan, line -> System.err.println("  " + plan.name() + ": " + line));
    }

    private KillOutcome run(KillCluster cluster, String name, boolean upsert, int tasks, int workers) {
        KillPlan plan = new KillPlan(name, upsert, tasks, workers, blows(), random.nextLong());
        return KillTest.run(cluster, plan, line -> System.err.println("  " + name + ": " + line));
    }

    private List<Blow> blows() {
        List<Blow> blows = new ArrayList<>();
        for (int i = 1; i <= kills; i++) {
            blows.add(i % BROKER == 0 ? Blow.BROKER : i % ENGINE == 0 ? Blow.ENGINE : Blow.WORKER);
        }
        Collections.shuffle(blows, random);
        return blows;
    }
}
