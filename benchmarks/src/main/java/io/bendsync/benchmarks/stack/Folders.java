package io.bendsync.benchmarks.stack;

import java.io.File;
import java.nio.file.Path;

/** Folders that only this process needs. */
public final class Folders {

    private Folders() {}

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
