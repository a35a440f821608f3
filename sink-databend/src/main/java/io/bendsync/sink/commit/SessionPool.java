package io.bendsync.sink.commit;

import io.bendsync.sink.databend.Session;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Sessions for the flush threads. One that failed is never given out again: its state is not known. */
public final class SessionPool {
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<Session> opener;

    public SessionPool(Supplier<Session> opener) {
        this.opener = opener;
    }

    /** A session for the caller alone, until it is given back or forgotten. */
    public Session take() {
        Session session = idle.poll();
        return session == null ? opener.get() : session;
    }

    /** Gives back a session that works and has no transaction open. */
    public void giveBack(Session session) {
        idle.add(session);
    }
}
