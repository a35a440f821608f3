package io.bendsync.runtime.verify;

import java.util.List;
import java.util.Objects;

/**
 * A key whose rows are not the same on both sides, at one look.
 *
 * @param key the key's cells in canonical text, or the whole row's where there is no key
 * @param missing rows that Databend lacks
 * @param surplus rows that only Databend has
 * @param different rows on both sides that differ in a cell
 * @param mysql what MySQL was seen to have
 * @param databend what Databend was seen to have
 * @param differences for the person at the terminal
 */
public record Finding(
        List<String> key,
        int missing,
        int surplus,
        int different,
        Sight mysql,
        Sight databend,
        List<Difference> differences) {
    public Finding {
        differences = List.copyOf(differences);
    }

    /** A line per difference. */
    public List<String> words() {
        return differences.stream().map(Difference::words).toList();
    }

    /** Whether Databend has a row of MySQL's several times, which sending it once more does not mend. */
    public boolean severalTimes() {
        return surplus > 0 && mysql.rows() > 0;
    }

    /** Whether a cell of the key is NULL, so that no key names the row. */
    public boolean withoutKey() {
        return key.stream().anyMatch(Objects::isNull);
    }

    /** The same with fewer differences told. */
    Finding telling(List<Difference> fewer) {
        return new Finding(key, missing, surplus, different, mysql, databend, fewer);
    }
}
