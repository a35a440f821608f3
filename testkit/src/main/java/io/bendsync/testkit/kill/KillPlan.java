package io.bendsync.testkit.kill;

import java.util.List;

/**
 * One kill test.
 *
 * @param name names the connector, its topic and its table: lower-case letters, digits and underscores
 * @param upsert whether rows are changed and deleted by key, else each record is appended
 * @param tasks how many tasks the connector has at first
 * @param workers how many Connect workers share them
 * @param blows what happens, in this order; each comes at a random moment after rows have arrived since the last
 * @param binlog whether rows come from MySQL by the binlog source, rather than straight from a topic
 * @param seed makes changes and moments the same again, as far as processes let it
 */
public record KillPlan(
        String name, boolean upsert, int tasks, int workers, List<Blow> blows, boolean binlog, long seed) {

    /** Without MySQL. */
    public KillPlan(String name, boolean upsert, int tasks, int workers, List<Blow> blows, long seed) {
        this(name, upsert, tasks, workers, blows, false, seed);
    }

    /** From MySQL through both connectors, by key, in one task each. */
    public static KillPlan binlog(String name, List<Blow> blows, long seed) {
        return new KillPlan(name, true, 1, 1, blows, true, seed);
    }
}
