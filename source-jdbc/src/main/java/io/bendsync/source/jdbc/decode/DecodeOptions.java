package io.bendsync.source.jdbc.decode;

/**
 * What the user may choose about types.
 *
 * @param zeroDates what a date of zeros becomes
 * @param numericMapping what decimals become
 * @param granularity what DATETIME and TIMESTAMP become
 */
public record DecodeOptions(ZeroDates zeroDates, NumericMapping numericMapping, Granularity granularity) {}
