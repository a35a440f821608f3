package io.bendsync.sink.commit;

import io.bendsync.sink.buffer.LaneBatch;
import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.load.BadRowsException;
import io.bendsync.sink.load.StagedLoad;
import java.util.List;

/**
 * Each statement commits by itself, and Kafka remembers the offsets. For those who may not create a table: after a
 * crash or a lost answer rows are written again, which only upserts forgive.
 */
final class AtLeastOnce implements CommitProtocol {
    private final SessionPool sessions;
    private final FaultPoints faults;

    AtLeastOnce(SessionPool sessions, FaultPoints faults) {
        this.sessions = sessions;
        this.faults = faults;
    }

    @Override
    public void requireOwnership(LaneBatch batch) {
        // Nothing tells; Kafka Connect alone sees to it that a partition has one owner.
    }

    @Override
    public void commit(LaneBatch batch, Staging staging) throws DatabendException, BadRowsException {
        List<StagedLoad> loads = staging.stage();
        Session session = sessions.take();
        for (StagedLoad load : loads) {
            load.requireUnchanged(session);
            load.run(session);
        }
        faults.reached(FaultPoints.Point.AFTER_COMMIT, batch.topic());
        sessions.giveBack(session);
    }
}
