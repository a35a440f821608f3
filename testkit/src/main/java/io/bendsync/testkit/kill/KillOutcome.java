package io.bendsync.testkit.kill;

import java.util.Locale;

/**
 * What a kill test that both sides agree on has gone through.
 *
 * @param kills how many processes were killed
 * @param records how many records the topic holds
 * @param rows how many rows the table holds, each checked
 * @param seconds how long it took, from the first record to the agreement
 * @param slowestRecovery the longest that it took after a blow until new rows were in Databend, in seconds
 */
public record KillOutcome(KillPlan plan, int kills, long records, long rows, double seconds, double slowestRecovery) {
    /** One line for a person. */
    public String toLine() {
        return String.format(
                Locale.ROOT,
                "%s from=%s mode=%s tasks=%d workers=%d blows=%d kills=%d records=%d rows=%d seconds=%.0f slowest_recovery=%.1f seed=%d",
                plan.name(),
                plan.binlog() ? "binlog" : "topic",
                plan.upsert() ? "upsert" : "append",
                plan.tasks(),
                plan.workers(),
                plan.blows().size(),
                kills,
                records,
                rows,
                seconds,
                slowestRecovery,
                plan.seed());
    }
}
