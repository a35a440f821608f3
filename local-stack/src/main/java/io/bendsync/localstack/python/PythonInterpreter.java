package io.bendsync.localstack.python;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.DiskSpace;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Platform;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.process.Took;
import io.bendsync.localstack.resource.ResourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Python interpreter with its standard library, from the class path: Maven fetched it and checked it like any other
 * dependency. We unpack it ourselves, for JavaCPP's loader would also load it into this process.
 */
public final class PythonInterpreter {
    private static final String VERSION = "3.13";
    private static final String BUILD = "3.13.5-1.5.12";
    private static final int MEGABYTES = 200;
    /** Big, and of no use here. */
    private static final List<String> LEFT_OUT = List.of(
            "lib/python" + VERSION + "/test/",
            "lib/python" + VERSION + "/idlelib/",
            "lib/python" + VERSION + "/tkinter/");

    private final CacheFolder cache;
    private final Consumer<String> progress;

    /** In this cache folder, with a listener for progress lines. */
    public PythonInterpreter(CacheFolder cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The interpreter's program, unpacked if it was not. */
    public Path ensure() {
        Path folder = cache.entry("python-" + BUILD);
        Path program = folder.resolve("bin/python" + VERSION);
        try (FolderLock lock = FolderLock.await(folder, progress)) {
            if (!Files.isExecutable(program)) {
                unpack(folder);
            }
        }
        return program;
    }

    private void unpack(Path folder) {
        DiskSpace.require(folder.getParent(), MEGABYTES, "Python " + VERSION);
        Took took = new Took();
        try (Staging staging = Staging.begin(folder)) {
            Path root = staging.folder().resolve("root");
            new ResourceFolder("org/bytedeco/cpython/" + classifier()).copyTo(root, PythonInterpreter::isWanted);
            Path program = root.resolve("bin/python" + VERSION);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
            Command.Outcome outcome =
                    Command.of(program, "-c", "import ssl, venv, ctypes").run();
            if (!outcome.succeeded()) {
                throw new LocalStackException("Python " + BUILD + " does not run on this machine ("
                        + outcome.complaint() + "). It needs glibc 2.35 or later; use Docker or a newer system.");
            }
            staging.publish(root);
        } catch (IOException e) {
            throw new LocalStackException(
                    "Python could not be unpacked into " + folder + ": " + e.getMessage() + ". Is the disk full?", e);
        }
        progress.accept("Unpacked Python " + VERSION + " in " + took);
    }

    private static String classifier() {
        return switch (Platform.current()) {
            case LINUX_X86_64 -> "linux-x86_64";
            case LINUX_AARCH64 -> "linux-arm64";
        };
    }

    private static boolean isWanted(String path) {
        return (path.startsWith("bin/python" + VERSION)
                        || path.startsWith("lib/python" + VERSION + "/")
                        || path.startsWith("libpython")
                        || path.startsWith("libffi"))
                && LEFT_OUT.stream().noneMatch(path::startsWith);
    }
}
