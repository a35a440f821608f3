package io.bendsync.benchmarks.cdc;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Knows by Debezium's metrics whether a binlog is being read. */
final class Streaming {

    private static final long PAUSE_MS = 200;
    private static final long OFFSETS_MS = 5000;

    private Streaming() {}

    /** Waits until it is; {@code check} is asked between the looks and ends the wait by throwing. */
    static void await(Runnable check) throws InterruptedException, JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pattern = new ObjectName("debezium.mysql:type=connector-metrics,context=streaming,*");
        for (int connected = 0; connected < 2; ) {
            check.run();
            Thread.sleep(PAUSE_MS);
            boolean now = false;
            for (ObjectName bean : beans.queryNames(pattern, null)) {
                now |= Boolean.TRUE.equals(beans.getAttribute(bean, "Connected"));
            }
            connected = now ? connected + 1 : 0;
        }
        // Heartbeats bring the position, and a flush stores it.
        Thread.sleep(OFFSETS_MS);
    }
}
