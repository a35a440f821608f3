package io.bendsync.source.jdbc.decode;

/**
 * What the user may choose about types.
 *
 * @param zeroDates what a date of zeros becomes
 */
public record DecodeOptions(ZeroDates zeroDates) {}
