package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What one side was seen to have for a key, in short texts that stand for it.
 *
 * @param rows how many rows
 * @param all what stands for all of them
 * @param cells what stands for each cell where there is just one row, else empty
 */
public record Sight(int rows, String all, List<String> cells) {
    public Sight {
        cells = List.copyOf(cells);
    }

    static Sight of(List<List<String>> rows) {
        List<String> cells = new ArrayList<>();
        if (rows.size() == 1) {
            rows.get(0).forEach(cell -> cells.add(Fingerprint.ofCell(cell)));
        }
        return new Sight(rows.size(), Fingerprint.of(rows), cells);
    }
}
