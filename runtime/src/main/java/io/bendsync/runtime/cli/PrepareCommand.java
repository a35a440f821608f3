package io.bendsync.runtime.cli;

import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.problem.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bendsync prepare}. */
@Command(
        name = "prepare",
        description = {
            "Has Java keep the classes that it needs in a file beside them: every later start is some seconds faster.",
            "Once after installing and after an update; ./bendsync does it by itself when it has built."
        })
final class PrepareCommand implements Callable<Integer> {
    /** What the script looks for, in {@code lib}. */
    private static final String FILE = "classes.jsa";

    private static final long BYTES_A_MEGABYTE = 1_000_000;
    private static final double NANOS = 1e9;

    private final Session session;

    @Option(names = "--load", hidden = true, description = "Loads the classes: in the process that Java watches.")
    private boolean load;

    PrepareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (load) {
            new UsualClasses(session.plugins()).load();
            return ExitStatus.OK.code();
        }
        long begun = System.nanoTime();
        Path lib = session.home().resolve("lib");
        Path made = lib.resolve(FILE);
        Path fresh = lib.resolve(FILE + "." + ProcessHandle.current().pid());
        try {
            archive(jar(lib), fresh);
            Files.move(fresh, made, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            session.terminal()
                    .line(String.format(
                            Locale.ROOT,
                            "prepared in %.0f s: %s, %d MB",
                            (System.nanoTime() - begun) / NANOS,
                            made,
                            Files.size(made) / BYTES_A_MEGABYTE));
        } catch (IOException e) {
            throw BendsyncException.failed(
                    "cannot write " + made + " (" + e + "): starts work without it, and take some seconds more", e);
        }
        return ExitStatus.OK.code();
    }

    /** Java writes the archive when that process ends; with the class path of later starts, else it is of no use. */
    private static void archive(Path jar, Path into) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            int status = new ProcessBuilder(
                            java,
                            "-Xmx1g",
                            "-XX:ArchiveClassesAtExit=" + into,
                            "-Xlog:disable",
                            "-jar",
                            jar.toString(),
                            "prepare",
                            "--load")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("Java ended with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped while preparing", e);
        }
    }

    private static Path jar(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().matches("bendsync-runtime-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no bendsync-runtime jar in " + lib));
        }
    }
}
