package io.bendsync.sink.commit;

import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.load.StagedLoad;
import java.util.List;

/** Brings a batch's rows into the stage, and the tables into the shape that they need. */
@FunctionalInterface
interface Staging {
    /**
     * Stages them, in files of their own each time.
     *
     * @return the statements to run, in this order
     * @throws BadRowsException if rows are to blame
     */
    List<StagedLoad> stage() throws DatabendException, BadRowsException;
}
