package io.bendsync.source.jdbc.poll;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A source offset written out only when it is asked for: each record needs one, but Connect stores only the last of
 * many.
 */
final class LazyOffset extends AbstractMap<String, Object> {
    private final Supplier<Map<String, Object>> source;

    LazyOffset(Supplier<Map<String, Object>> source) {
        this.source = source;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return source.get().entrySet();
    }
}
