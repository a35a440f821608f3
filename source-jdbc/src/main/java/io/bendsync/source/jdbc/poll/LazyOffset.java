package io.bendsync.source.jdbc.poll;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A source offset written out only when it is asked for: each record needs one, but Connect stores only the last of
 * many.
 */
public final class LazyOffset extends AbstractMap<String, Object> {
    private final Supplier<Map<String, Object>> source;

    /**
     * An offset that is made when it is asked for, in whatever thread.
     *
     * @param source makes it; what it is made of must not change any more
     */
    public LazyOffset(Supplier<Map<String, Object>> source) {
        this.source = source;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return source.get().entrySet();
    }
}
