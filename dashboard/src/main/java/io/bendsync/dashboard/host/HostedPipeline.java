package io.bendsync.dashboard.host;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/**
 * A pipeline that this very process runs, which it makes known as the bean {@code io.bendsync:type=pipeline}. In other
 * Connect clusters there is none: they know connectors only.
 */
public final class HostedPipeline {
    private final MBeanServer server;
    private final ObjectName name;

    private HostedPipeline(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Rows of one table on both sides.
     *
     * @param sourceRows null where unknown
     * @param sourceExact whether they were counted, and not estimated by MySQL
     * @param targetRows null where unknown, or there is no such table yet
     */
    public record TableRows(String table, String topic, Long sourceRows, boolean sourceExact, Long targetRows) {}

    /** The pipeline of this process, if it runs one. */
    public static Optional<HostedPipeline> find() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            return server.queryNames(new ObjectName("io.bendsync:type=pipeline,*"), null).stream()
                    .findFirst()
                    .map(name -> new HostedPipeline(server, name));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pipeline() {
        return text("Name");
    }

    public String targetConnector() {
        return text("TargetConnector");
    }

    /** What can be read again: {@code tables} one by one, {@code pipeline} all at once, or {@code none}. */
    public String resyncScope() {
        return text("ResyncScope");
    }

    /** The tables with their rows as last counted. */
    public List<TableRows> tables() {
        List<TableRows> tables = new ArrayList<>();
        if (attribute("Tables") instanceof CompositeData[] rows) {
            for (CompositeData row : rows) {
                tables.add(new TableRows(
                        (String) row.get("table"),
                        (String) row.get("topic"),
                        (Long) row.get("sourceRows"),
                        (Boolean) row.get("sourceExact"),
                        (Long) row.get("targetRows")));
            }
        }
        return tables;
    }

    /**
     * Has tables read again from the start.
     *
     * @param tables {@code database.table}; all if empty
     * @return what is read again
     * @throws IllegalStateException with the pipeline's reason when it cannot be done
     */
    public List<String> resync(List<String> tables) {
        try {
            Object answer = server.invoke(
                    name, "resync", new Object[] {tables.toArray(String[]::new)}, new String[] {String[].class.getName()
                    });
            return List.of((String[]) answer);
        } catch (RuntimeMBeanException e) {
            throw new IllegalStateException(e.getTargetException().getMessage(), e);
        } catch (MBeanException e) {
            throw new IllegalStateException(e.getTargetException().getMessage(), e);
        } catch (JMException e) {
            throw new IllegalStateException("the pipeline is not running any more", e);
        }
    }

    private String text(String attribute) {
        return attribute(attribute) instanceof String text ? text : "";
    }

    /** Null when the pipeline has just ended. */
    private Object attribute(String attribute) {
        try {
            return server.getAttribute(name, attribute);
        } catch (JMException e) {
            return null;
        }
    }
}
