package io.bendsync.runtime.worker;

import io.bendsync.runtime.problem.BendsyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a data folder is laid out, by a number in a file of its own. It grows only when an older bendsync could not go on
 * with the folder; what an older one may leave unread, such as a further key in a file, does not change it.
 */
final class DataFormat {
    /** What this bendsync writes, and all that it reads. */
    static final int KNOWN = 1;

    static final String FILE = "format.properties";

    private static final Pattern NUMBER = Pattern.compile("(?m)^format\\s*=\\s*(\\d{1,9})\\s*$");

    private DataFormat() {}

    /**
     * Sees whether the folder can be used, and marks one that has no mark.
     *
     * @throws BendsyncException when a newer bendsync wrote it in a way that this one does not know
     */
    static void check(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, "# how this folder is laid out\nformat=" + KNOWN + "\n");
            return;
        }
        Matcher number = NUMBER.matcher(Files.readString(file));
        if (!number.find()) {
            throw BendsyncException.badSetting(file + " names no format: it is damaged. If no newer bendsync has used"
                    + " this folder, delete that file and start again");
        }
        if (Integer.parseInt(number.group(1)) > KNOWN) {
            throw BendsyncException.badSetting(
                    "the data folder " + folder + " was written by a newer bendsync (format "
                            + number.group(1) + "; this one knows " + KNOWN
                            + ") and was left as it is: start that version again, or give this one a folder of its own (--data)");
        }
    }
}
