package io.bendsync.benchmarks.stack;

import io.bendsync.benchmarks.measure.BenchmarkException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that only this process needs. */
public final class Folders {

    private Folders() {}

    /** Makes an empty folder, which is removed when this process ends. */
    public static Path fresh(String prefix) {
        Path folder = Plugins.workFolder(prefix + "-" + System.nanoTime());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BenchmarkException("cannot make the folder " + folder, e);
        }
        deleteLater(folder);
        return folder;
    }

    /** Removes a folder and all in it when this process ends. */
    public static void deleteLater(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
    }

    private static void delete(File file) {
        File[] within = file.listFiles();
        if (within != null) {
            for (File each : within) {
                delete(each);
            }
        }
        if (!file.delete()) {
            System.err.println("left behind: " + file);
        }
    }
}
