package io.bendsync.runtime.verify;

import java.util.List;

/**
 * A key whose rows are not the same on both sides, at one look.
 *
 * @param key the key's cells in canonical text, or the whole row's where there is no key
 * @param missing rows that Databend lacks
 * @param surplus rows that only Databend has
 * @param different rows on both sides that differ in a cell
 * @param mysql what stands for MySQL's rows
 * @param databend what stands for Databend's rows
 * @param words a line per difference, for the person at the terminal
 */
public record Finding(
        List<String> key, int missing, int surplus, int different, String mysql, String databend, List<String> words) {}
