package io.bendsync.runtime.pipeline;

/**
 * One scalar of the file.
 *
 * @param text with {@code ${…}} replaced
 * @param fromOutside whether a {@code ${…}} was in it, so that it may be a secret
 */
record Value(String text, Place place, boolean fromOutside) {}
