package io.bendsync.sink.commit;

import io.bendsync.sink.databend.DatabendException;
import io.bendsync.sink.databend.Session;
import io.bendsync.sink.databend.Stage;
import io.bendsync.sink.load.StagedLoad;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Staged files of no more use. Removed after the commit, never within it; what a crash leaves is swept on open. */
final class Garbage {
    private static final Logger LOG = LoggerFactory.getLogger(Garbage.class);

    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final SessionPool sessions;

    Garbage(SessionPool sessions) {
        this.sessions = sessions;
    }

    void add(Collection<StagedLoad> loads) {
        loads.forEach(load -> load.path().ifPresent(paths::add));
    }

    void add(String path) {
        paths.add(path);
    }

    /** Removes what has gathered. Failing to is no error: nothing reads these files. */
    void remove() {
        Session session = sessions.take();
        String path = paths.poll();
        try {
            while (path != null) {
                Stage.remove(session, path);
                path = paths.poll();
            }
            sessions.giveBack(session);
        } catch (DatabendException e) {
            LOG.debug("staged file {} not removed: {}", path, e.getMessage());
        }
    }
}
