package io.bendsync.testkit.browser;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.apt.AptRoot;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.DiskSpace;
import io.bendsync.localstack.process.FolderLock;
import io.bendsync.localstack.process.Programs;
import io.bendsync.localstack.process.Staging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chromium without a window from the machine's own release of Debian: a hundred megabytes, only unpacked. It runs with
 * the machine's C library and with its own copies of all others.
 */
final class DebianChromium {
    static final String BROWSER = "usr/lib/chromium/chromium-headless-shell";
    static final String DRIVER = "usr/bin/chromedriver";

    /** Where libraries may lie, from the unpacked packages' root. */
    static final List<String> LIBRARIES = List.of(
            "usr/lib/x86_64-linux-gnu",
            "lib/x86_64-linux-gnu",
            "usr/lib/x86_64-linux-gnu/pulseaudio",
            "usr/lib/aarch64-linux-gnu",
            "lib/aarch64-linux-gnu",
            "usr/lib/aarch64-linux-gnu/pulseaudio");

    private static final String PURPOSE = "to fetch a browser for the tests of the dashboard";
    private static final List<String> PACKAGES = List.of("chromium-headless-shell", "fonts-dejavu-core");

    /** Not fetched: the machine's own, and helpers of a desktop. The driver's package wants the whole browser. */
    private static final List<String> LEFT_OUT = List.of(
            "libc6",
            "x11-utils",
            "xdg-utils",
            "procps",
            "dbus-user-session",
            "adduser",
            "systemd",
            "libpam-systemd",
            "shared-mime-info",
            "ucf");

    private static final int MEGABYTES = 600;

    private static final Logger LOG = LoggerFactory.getLogger(DebianChromium.class);

    private final Programs programs;
    private final Path folder;

    DebianChromium(Programs programs, CacheFolder cache) {
        this.programs = programs;
        this.folder = cache.entry("chromium");
    }

    boolean isPossible() {
        return Stream.of("apt-get", "dpkg", "dpkg-deb")
                .allMatch(tool -> programs.find(tool).isPresent());
    }

    /** The root of the unpacked packages; fetched if it is not there yet. */
    Path install() {
        try (FolderLock lock = FolderLock.await(folder, LOG::info)) {
            if (!Files.isExecutable(folder.resolve(BROWSER))) {
                fetch();
            }
            return folder;
        }
    }

    private void fetch() {
        DiskSpace.require(folder.getParent(), MEGABYTES, "a browser for tests");
        try (Staging staging = Staging.begin(folder)) {
            AptRoot apt = AptRoot.forThisMachine(
                    Files.createDirectories(staging.folder().resolve("apt")), programs, PURPOSE, LEFT_OUT);
            require(apt.update());
            require(apt.download(PACKAGES));
            require(apt.downloadAlone("chromium-driver"));
            Path root = Files.createDirectories(staging.folder().resolve("root"));
            unpack(apt.archives(), root);
            Files.writeString(root.resolve("fonts.conf"), """
                    <?xml version="1.0"?>
                    <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
                    <fontconfig><dir>%1$s/usr/share/fonts</dir><cachedir>%1$s/fonts-cache</cachedir></fontconfig>
                    """.formatted(folder));
            staging.publish(root);
        } catch (IOException e) {
            throw new LocalStackException("A browser could not be put into " + folder + ": " + e.getMessage(), e);
        }
    }

    private void unpack(Path archives, Path root) throws IOException {
        Path unpacker = programs.require("dpkg-deb", PURPOSE);
        List<Path> packages;
        try (Stream<Path> files = Files.list(archives)) {
            packages = files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
        for (Path file : packages) {
            Command.Outcome outcome =
                    Command.of(unpacker, "-x", file.toString(), root.toString()).run();
            require(outcome.succeeded() ? Optional.empty() : Optional.of(outcome.complaint()));
        }
    }

    private static void require(Optional<String> complaint) {
        complaint.ifPresent(said -> {
            throw new LocalStackException("No browser can be fetched for the tests: " + said
                    + ". Put chromium and chromedriver on the PATH instead.");
        });
    }
}
