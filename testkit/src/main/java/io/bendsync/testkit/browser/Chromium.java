package io.bendsync.testkit.browser;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * A browser and its driver as they lie on the disk.
 *
 * @param environment what both need to run
 */
record Chromium(Path browser, Path driver, Map<String, String> environment) {
    private static final List<String> BROWSERS =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    /**
     * The machine's own, if it has both; else Debian's, in the cache folder. A machine that has neither a browser nor
     * Debian's packages skips the test, and says so.
     */
    static Chromium find() {
        Programs programs = Programs.onPath();
        Optional<Path> driver = programs.find("chromedriver");
        Optional<Path> browser =
                BROWSERS.stream().map(programs::find).flatMap(Optional::stream).findFirst();
        if (driver.isPresent() && browser.isPresent()) {
            return new Chromium(browser.get(), driver.get(), Map.of());
        }
        DebianChromium debian = new DebianChromium(programs, CacheFolder.standard());
        Assumptions.assumeTrue(
                debian.isPossible(),
                "There is no browser with its chromedriver on the PATH, and no apt-get to fetch Debian's.");
        Path root = debian.install();
        String libraries = DebianChromium.LIBRARIES.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        return new Chromium(
                root.resolve(DebianChromium.BROWSER),
                root.resolve(DebianChromium.DRIVER),
                Map.of(
                        "LD_LIBRARY_PATH",
                        libraries,
                        "FONTCONFIG_FILE",
                        root.resolve("fonts.conf").toString()));
    }
}
