package io.bendsync.runtime.run;

import java.util.List;

/**
 * What a running pipeline tells and can be asked for within its process; the dashboard does, by these names. It is the
 * bean {@code io.bendsync:type=pipeline,name=NAME}.
 */
public interface PipelineMXBean {
    /** The pipeline's name. */
    String getName();

    /** The name of its source connector. */
    String getSourceConnector();

    /** The name of its sink connector. */
    String getTargetConnector();

    /** What can be read again: {@code tables} one by one, {@code pipeline} all at once, or {@code none}. */
    String getResyncScope();

    /** Its tables with their rows, as last counted; asking has them counted again soon. */
    List<TableCount> getTables();

    /**
     * Has tables read again from the start.
     *
     * @param tables {@code database.table}; all if empty
     * @return what is read again
     */
    List<String> resync(List<String> tables);
}
