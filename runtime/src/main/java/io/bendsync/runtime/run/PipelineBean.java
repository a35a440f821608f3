package io.bendsync.runtime.run;

import io.bendsync.runtime.pipeline.Capture;
import io.bendsync.runtime.pipeline.ConnectorConfigs;
import io.bendsync.runtime.pipeline.Pipeline;
import io.bendsync.runtime.problem.BendsyncException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** Makes a running pipeline known within its process, for the dashboard. */
public final class PipelineBean implements PipelineMXBean, AutoCloseable {
    private final Pipeline pipeline;
    private final ConnectorConfigs configs;
    private final Path data;
    private final TableCounts counts;
    private final ObjectName name;

    private PipelineBean(Pipeline pipeline, Path data) throws JMException {
        this.pipeline = pipeline;
        this.configs = new ConnectorConfigs(pipeline);
        this.data = data;
        this.counts = new TableCounts(pipeline);
        this.name = new ObjectName("io.bendsync:type=pipeline,name=" + pipeline.name());
    }

    /**
     * Known until it is closed.
     *
     * @param data the pipeline's data folder
     */
    public static PipelineBean register(Pipeline pipeline, Path data) {
        try {
            PipelineBean bean = new PipelineBean(pipeline, data);
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, bean.name);
            return bean;
        } catch (JMException e) {
            throw BendsyncException.failed("the pipeline " + pipeline.name() + " cannot be made known: " + e, e);
        }
    }

    @Override
    public String getName() {
        return pipeline.name();
    }

    @Override
    public String getSourceConnector() {
        return configs.sourceName();
    }

    @Override
    public String getTargetConnector() {
        return configs.targetName();
    }

    @Override
    public String getResyncScope() {
        if (!pipeline.target().insertMode().equals("upsert")) {
            return "none";
        }
        return pipeline.source().capture() == Capture.BINLOG ? "pipeline" : "tables";
    }

    @Override
    public List<TableCount> getTables() {
        return counts.latest();
    }

    @Override
    public List<String> resync(List<String> tables) {
        return new RunningPipeline(pipeline, data).resync(tables);
    }

    @Override
    public void close() {
        counts.close();
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            throw BendsyncException.failed("the pipeline " + pipeline.name() + " cannot be forgotten: " + e, e);
        }
    }
}
