package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.load.BadRowsException;

/** How staged rows become visible, and what is promised for that. */
sealed interface CommitProtocol permits ExactlyOnce, AtLeastOnce {
    /**
     * Looks whether the batch is still ours to write, before something is done for it that no transaction holds.
     *
     * @throws FencedException if it is another task's business by now
     */
    void requireOwnership(LaneBatch batch) throws DatabendException, FencedException;

    /**
     * Has the rows staged, runs the statements and commits.
     *
     * @throws DatabendException if it is not certain that everything was committed; the caller may try again
     * @throws BadRowsException as the staging does; nothing was committed
     * @throws FencedException if the rows are another task's business by now
     */
    void commit(LaneBatch batch, Staging staging) throws DatabendException, BadRowsException, FencedException;
}
