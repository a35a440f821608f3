package io.bendsync.testkit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A real browser without a window, driven by Selenium; closing it ends it. */
public final class Browser implements AutoCloseable {
    private final ChromeDriverService service;
    private final ChromeDriver driver;

    private Browser(ChromeDriverService service, ChromeDriver driver) {
        this.service = service;
        this.driver = driver;
    }

    /** Starts one; skips the test on a machine that has none and cannot fetch one. */
    public static Browser start() {
        Chromium chromium = Chromium.find();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().toFile())
                .usingAnyFreePort()
                .withEnvironment(chromium.environment())
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.browser().toFile());
        // No sandbox: it does not start for root, which tests in containers are. It sees our own page only.
        options.addArguments(
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server");
        return new Browser(service, new ChromeDriver(service, options));
    }

    /** Makes it a window of that size in a light or dark setting; a phone if narrow. */
    public void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    public void open(String url) {
        driver.get(url);
    }

    /** Elements by a CSS selector, in the page's order. */
    public List<WebElement> all(String selector) {
        return driver.findElements(org.openqa.selenium.By.cssSelector(selector));
    }

    /** The text that a person sees of the first such element; empty if there is none. */
    public String text(String selector) {
        Object text = script(
                "const e = document.querySelector(arguments[0]); return e && !e.hidden ? e.innerText : ''", selector);
        return String.valueOf(text);
    }

    /** Clicks the first such element. */
    public void click(String selector) {
        driver.findElement(org.openqa.selenium.By.cssSelector(selector)).click();
    }

    /** Runs a script in the page. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The page as it is now, all of it. */
    public String source() {
        return driver.getPageSource();
    }

    /** Errors and warnings that the browser wrote since the last call, such as breaches of a security policy. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** Saves what it shows as PNG. */
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            service.stop();
        }
    }
}
