package org.msixcasework.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser, one for all tests of the run; each person of a test has a window of his own. Without Chromium the tests are
 * skipped and say so, except in CI, where they fail. A window of a failed test is photographed into {@code target/screenshots}.
 */
public final class Chromium implements BeforeAllCallback, AfterEachCallback {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Far more than a page takes, for machines that do other things besides. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Browser browser;

    private final List<BrowserContext> windows = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext test) {
        if (executable().isEmpty()) {
            var sentence = "Chromium is missing (looked for CHROMIUM and " + PLACES
                    + "): what people see is not tried here, CI does it";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(sentence);
            }
            Assumptions.abort(sentence);
        }
    }

    private static Optional<String> executable() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
                .filter(place -> new File(place).canExecute())
                .findFirst();
    }

    /** An empty window of somebody who is not signed in; it fails whatever takes longer than a patient person waits. */
    public Page window(String base) {
        return window(base, 1280);
    }

    /** As {@link #window(String)}, of some width in pixels. */
    public Page window(String base, int width) {
        var window = browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(base)
                        .setLocale("en-US")
                        .setViewportSize(width, 900));
        window.setDefaultTimeout(PATIENCE.toMillis());
        windows.add(window);
        return window.newPage();
    }

    private static synchronized Browser browser() {
        if (browser == null) {
            var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(executable().orElseThrow()))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
        return Objects.requireNonNull(browser);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            var number = 0;
            for (var window : windows) {
                for (var page : window.pages()) {
                    var name =
                            "%s-%d.png".formatted(test.getRequiredTestMethod().getName(), ++number);
                    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)));
                }
            }
        }
        windows.forEach(BrowserContext::close);
        windows.clear();
    }
}
