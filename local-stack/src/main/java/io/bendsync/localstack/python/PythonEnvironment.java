package io.bendsync.localstack.python;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.DiskSpace;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.process.Took;
import io.bendsync.localstack.resource.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A Python environment with packages, each pinned and checked by its hash. Its folder is named after the list of
 * packages, so that a changed list makes a new environment and an unchanged one nothing at all.
 */
public final class PythonEnvironment {
    private static final int MEGABYTES = 500;
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private final CacheFolder cache;
    private final Consumer<String> progress;

    /** In this cache folder, with a listener for progress lines. */
    public PythonEnvironment(CacheFolder cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * The Python program of an environment, made if it was not there.
     *
     * @param name for the folder and for messages, such as {@code databend}
     * @param what what is downloaded, for the progress line
     * @param requirements as pip reads them, with hashes
     * @throws LocalStackException if the packages cannot be had
     */
    public Path ensure(String name, String what, String requirements) {
        Path folder = cache.entry(name + "-" + new Fingerprint().add(requirements));
        Path program = folder.resolve("bin/python");
        try (FolderLock lock = FolderLock.await(folder, progress)) {
            if (!Files.isExecutable(program)) {
                make(folder, what, requirements);
            }
        }
        return program;
    }

    private void make(Path folder, String what, String requirements) {
        Path interpreter = new PythonInterpreter(cache, progress).ensure();
        DiskSpace.require(folder.getParent(), MEGABYTES, what);
        try (Staging staging = Staging.begin(folder)) {
            Path environment = staging.folder().resolve("environment");
            Command.Outcome made = Command.of(interpreter, "-m", "venv", environment.toString())
                    .run();
            if (!made.succeeded()) {
                throw new LocalStackException(
                        "Python could not make an environment in " + folder.getParent() + ": " + made.complaint());
            }
            progress.accept("Downloading " + what + " …");
            Took took = new Took();
            Path list = Files.writeString(staging.folder().resolve("requirements.txt"), requirements);
            install(interpreter, environment.resolve("bin/python"), list, what);
            staging.publish(environment);
            progress.accept("Installed " + what + " in " + took);
        } catch (IOException e) {
            throw new LocalStackException(
                    what + " could not be put into " + folder + ": " + e.getMessage() + ". Is the disk full?", e);
        }
    }

    /** By the interpreter's own pip, which saves the environment one of its own. */
    private static void install(Path interpreter, Path environment, Path list, String what) {
        Command.Outcome outcome = Command.of(
                        interpreter,
                        "-m",
                        "pip",
                        "--python",
                        environment.toString(),
                        "install",
                        "--quiet",
                        "--no-input",
                        "--disable-pip-version-check",
                        "--no-cache-dir",
                        "--no-compile",
                        "--retries",
                        "3",
                        "--only-binary=:all:",
                        "--require-hashes",
                        "-r",
                        list.toString())
                .limit(LIMIT)
                .run();
        if (!outcome.succeeded()) {
            throw new LocalStackException(what + " cannot be had through pip. Check the network and pip's settings"
                    + " (proxy, index); pip said: " + PipComplaint.of(outcome));
        }
    }
}
