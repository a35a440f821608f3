package io.bendsync.testkit.kill;

import java.util.Map;

/** What changes rows in a kill test, and knows what they are at the end. Never killed itself. */
interface ChangeSource extends AutoCloseable {
    /** Begins to change rows. */
    void start();

    /** Stops, and returns once every change is where the connectors find it. */
    void stop();

    /** How many changes there were; only after {@link #stop}. */
    long records();

    /** Each row's amount by its id, as it has to be in the target; only after {@link #stop}. */
    Map<Long, Long> rows();

    @Override
    void close();
}
