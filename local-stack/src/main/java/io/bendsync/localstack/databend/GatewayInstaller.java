package io.bendsync.localstack.databend;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Platform;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Staging;
import io.bendsync.localstack.python.PythonEnvironment;
import io.bendsync.localstack.resource.ResourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Puts the Databend engine and the gateway before it into the cache folder unless they are there already. */
public final class GatewayInstaller {
    private static final ResourceFolder SOURCES = new ResourceFolder("io/bendsync/localstack/gateway");
    private static final String ENGINE = "the Databend engine";
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    private final CacheFolder cache;
    private final Programs programs;
    private final Consumer<String> progress;

    /** With the programs of this machine, and a listener for progress lines. */
    public GatewayInstaller(CacheFolder cache, Programs programs, Consumer<String> progress) {
        this.cache = cache;
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Engine and gateway, installed.
     *
     * @throws LocalStackException if something cannot be had
     */
    public GatewayInstall install() {
        Platform.current();
        try {
            Path sources = sources();
            PythonEnvironment environments = new PythonEnvironment(cache, progress);
            Path python =
                    environments.ensure("databend", ENGINE, Files.readString(sources.resolve("requirements.txt")));
            return new GatewayInstall(python, sources, fixedPorts(environments, python, sources));
        } catch (IOException e) {
            throw new LocalStackException(ENGINE + " could not be put into " + cache.root() + ": " + e.getMessage(), e);
        }
    }

    private Path sources() throws IOException {
        Path folder = cache.entry("gateway-" + SOURCES.fingerprint());
        try (FolderLock lock = FolderLock.await(folder, progress)) {
            if (!Files.exists(folder)) {
                try (Staging staging = Staging.begin(folder)) {
                    Path copy = staging.folder().resolve("gateway");
                    SOURCES.copyTo(copy, path -> true);
                    staging.publish(copy);
                }
            }
            return folder;
        }
    }

    /** Compiled once, by the machine's compiler, else by one from a package of Python's. */
    private Path fixedPorts(PythonEnvironment environments, Path python, Path sources) throws IOException {
        Path compilingPython = python;
        Path library = cache.entry("fixed-ports");
        if (COMPILERS.stream().noneMatch(name -> programs.find(name).isPresent())
                && Files.exists(sources.resolve("requirements-compiler.txt"))) {
            compilingPython = environments.ensure(
                    "compiler",
                    "a C compiler, as this machine has none",
                    Files.readString(sources.resolve("requirements-compiler.txt")));
        }
        Command.Outcome outcome = Command.of(compilingPython, "-m", "bendsync_gateway.fixed_ports", library.toString())
                .in(sources)
                .env("PYTHONDONTWRITEBYTECODE", "1")
                .run();
        if (!outcome.succeeded()) {
            throw new LocalStackException(
                    "A small library that the Databend engine needs could not be compiled: " + outcome.complaint());
        }
        return Path.of(outcome.out().strip());
    }
}
