package io.bendsync.source.cdc.load;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells by JMX how far a connector has come. Any thread's. */
public final class LoadStatus implements FirstLoadMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadStatus.class);

    final AtomicInteger tables = new AtomicInteger();
    final AtomicInteger tablesLoaded = new AtomicInteger();
    final AtomicLong rowsLoaded = new AtomicLong();
    final AtomicLong rowsEstimated = new AtomicLong();
    final AtomicInteger chunks = new AtomicInteger();
    final AtomicInteger chunksLoaded = new AtomicInteger();
    private final String name;
    private volatile State state = State.LOADING;

    /** Where a connector stands. */
    public enum State {
        /** Rows are read from the tables. */
        LOADING,
        /** The binlog is read from where it was when the load began; targets may look older for a while. */
        CATCHING_UP,
        /** Changes are read as they come. */
        LIVE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * @param topicPrefix which no two connectors share
     */
    public LoadStatus(String topicPrefix) {
        this.name = "io.bendsync.source.cdc:type=first-load,server=" + ObjectName.quote(topicPrefix);
        unregister();
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(name));
        } catch (JMException e) {
            LOG.warn("Progress cannot be read by JMX: {}", e.getMessage());
        }
    }

    /** Says so in the log when it is another than before. */
    public void now(State next) {
        if (state != next) {
            LOG.info("State: {}, before that {}", next.word(), state.word());
            state = next;
        }
    }

    /** Forgets counts, as a load begins or is taken up. */
    void reset() {
        tables.set(0);
        tablesLoaded.set(0);
        rowsLoaded.set(0);
        rowsEstimated.set(0);
        chunks.set(0);
        chunksLoaded.set(0);
    }

    @Override
    public String getState() {
        return state.word();
    }

    @Override
    public int getTables() {
        return tables.get();
    }

    @Override
    public int getTablesLoaded() {
        return tablesLoaded.get();
    }

    @Override
    public long getRowsLoaded() {
        return rowsLoaded.get();
    }

    @Override
    public long getRowsEstimated() {
        return rowsEstimated.get();
    }

    @Override
    public int getChunks() {
        return chunks.get();
    }

    @Override
    public int getChunksLoaded() {
        return chunksLoaded.get();
    }

    @Override
    public void close() {
        unregister();
    }

    private void unregister() {
        try {
            ObjectName bean = new ObjectName(name);
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(bean)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
            }
        } catch (JMException e) {
            LOG.debug("{} was not there", name, e);
        }
    }
}
