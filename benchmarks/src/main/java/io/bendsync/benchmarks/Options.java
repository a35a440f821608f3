package io.bendsync.benchmarks;

import io.bendsync.benchmarks.measure.BenchmarkException;
import java.util.List;

/**
 * How large a run shall be.
 *
 * @param rows rows of the table or topic
 * @param times how often each side runs
 * @param kills how often each of the kill test's runs is struck
 */
public record Options(int rows, int times, int kills) {

    private static final int ROWS = 1_000_000;
    private static final int TIMES = 3;
    private static final int KILLS = 20;

    /** Reads {@code --rows N}, {@code --times N} and {@code --kills N}; whatever is left out has its default. */
    static Options parse(List<String> arguments) {
        int rows = ROWS;
        int times = TIMES;
        int kills = KILLS;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new BenchmarkException(option + " needs a number after it");
            }
            int value = positive(option, arguments.get(i + 1));
            switch (option) {
                case "--rows" -> rows = value;
                case "--times" -> times = value;
                case "--kills" -> kills = value;
                default ->
                    throw new BenchmarkException(option + " is no option: there are --rows, --times and --kills");
            }
        }
        return new Options(rows, times, kills);
    }

    private static int positive(String option, String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new BenchmarkException(option + " " + text + ": give a whole number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }
}
