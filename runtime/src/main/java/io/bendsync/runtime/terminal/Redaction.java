package io.bendsync.runtime.terminal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The passwords of this process, and their removal from any text that leaves it. */
public final class Redaction {
    /** A shorter one would blank out common syllables and hide nothing worth hiding. */
    private static final int SHORTEST = 4;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /** From now on the secret is replaced in every text; null and very short ones are ignored. */
    public void add(String secret) {
        if (secret != null && secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    /** The text with each secret replaced by stars. */
    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "****");
        }
        return clean;
    }
}
