package io.bendsync.runtime.pipeline;

import io.bendsync.runtime.problem.BendsyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is wrong with a file, collected to be told at once, in the order of its lines. */
final class Mistakes {
    private record Mistake(Place place, String text) {}

    private final Path file;
    private final List<Mistake> mistakes = new ArrayList<>();

    Mistakes(Path file) {
        this.file = file;
    }

    void add(Place place, String text) {
        mistakes.add(new Mistake(place, text));
    }

    /** Ends the reading when there was a mistake. */
    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            Stream<Mistake> inOrder = mistakes.stream()
                    .sorted(Comparator.comparingInt((Mistake mistake) -> mistake.place.line())
                            .thenComparingInt(mistake -> mistake.place.column()));
            throw BendsyncException.badSettings(inOrder.map(mistake -> file + ":" + mistake.place + ": " + mistake.text)
                    .toList());
        }
    }
}
