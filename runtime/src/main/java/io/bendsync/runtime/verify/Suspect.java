package io.bendsync.runtime.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key that differed at the first look, and what both sides were seen to have since. A row on its way is no difference:
 * it has settled as soon as Databend has what MySQL was seen to have before. Where a row keeps changing and never does so
 * as a whole, its cells are judged one by one: one that rests in Databend with a value that MySQL was never seen to have
 * differs. What is left cannot be judged: both sides move, and no look has caught them at the same place.
 */
final class Suspect {
    private final Set<String> mysqlSeen = new HashSet<>();
    private final Set<String> databendSeen = new HashSet<>();
    private final Set<Integer> mysqlRows = new HashSet<>();
    private final Set<Integer> databendRows = new HashSet<>();
    private final List<Set<String>> mysqlCells = new ArrayList<>();
    private final List<Set<String>> databendCells = new ArrayList<>();
    private Finding last;

    Suspect(Finding finding) {
        see(finding);
    }

    /** Takes in a look; whether the key has to be looked at again. */
    boolean see(Finding finding) {
        if (mysqlSeen.contains(finding.databend().all())) {
            return false;
        }
        last = finding;
        seeMySql(finding.mysql());
        databendSeen.add(finding.databend().all());
        databendRows.add(finding.databend().rows());
        addCells(databendCells, finding.databend());
        return true;
    }

    /** Takes in what MySQL was seen to have between two looks. */
    void seeMySql(Sight sight) {
        mysqlSeen.add(sight.all());
        mysqlRows.add(sight.rows());
        addCells(mysqlCells, sight);
    }

    /** What differs for certain; empty where that cannot be judged. */
    Optional<Finding> difference() {
        if (!moving()) {
            return Optional.of(last);
        }
        if (!mysqlRows.contains(last.databend().rows()) && databendRows.size() == 1) {
            return Optional.of(last);
        }
        Set<Integer> certain = differing();
        if (certain.isEmpty()) {
            return Optional.empty();
        }
        List<Difference> told = last.differences().stream()
                .filter(difference -> certain.contains(difference.column()))
                .toList();
        return Optional.of(told.isEmpty() ? last : last.telling(told)); // none where too many others are in front
    }

    private boolean moving() {
        return mysqlSeen.size() > 1 && databendSeen.size() > 1;
    }

    private Set<Integer> differing() {
        Set<Integer> columns = new HashSet<>();
        List<String> cells = last.databend().cells();
        for (int i = 0; i < Math.min(cells.size(), mysqlCells.size()); i++) {
            if (databendCells.get(i).size() == 1 && !mysqlCells.get(i).contains(cells.get(i))) {
                columns.add(i);
            }
        }
        return columns;
    }

    private static void addCells(List<Set<String>> seen, Sight sight) {
        for (int i = 0; i < sight.cells().size(); i++) {
            if (i == seen.size()) {
                seen.add(new HashSet<>());
            }
            seen.get(i).add(sight.cells().get(i));
        }
    }
}
