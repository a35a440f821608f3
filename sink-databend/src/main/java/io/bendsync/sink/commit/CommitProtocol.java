package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.load.StagedLoad;
import java.util.List;

/** How staged rows become visible, and what is promised for that. */
sealed interface CommitProtocol permits ExactlyOnce, AtLeastOnce {
    /**
     * Looks whether the batch is still ours to write, before something is done for it that no transaction holds.
     *
     * @throws FencedException if it is another task's business by now
     */
    void requireOwnership(LaneBatch batch) throws DatabendException, FencedException;

    /**
     * Runs the statements and commits.
     *
     * @throws DatabendException if it is not certain that everything was committed; the caller may try again with
     *     newly staged files
     * @throws FencedException if the rows are another task's business by now
     */
    void commit(LaneBatch batch, List<StagedLoad> loads) throws DatabendException, FencedException;
}
