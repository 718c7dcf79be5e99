package dev.slipway.cli;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.slipway.GivingUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, asked as people use one: by roles and texts. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern REQUESTED =
      Pattern.compile("\"Network.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]+)\"");

  /** It misses classes for this version of Chromium, which nothing here needs. */
  private static final Logger DEVTOOLS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /**
   * Starts one with nothing in it.
   *
   * @param runsScripts whether it runs JavaScript
   */
  static Browser start(boolean runsScripts) {
    DEVTOOLS.setLevel(Level.OFF);
    try {
      Path profile = Files.createTempDirectory("slipway-browser");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(DRIVER.toFile())
              .usingAnyFreePort()
              .build();
      return new Browser(new ChromeDriver(service, options(profile, runsScripts)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(Path profile, boolean runsScripts) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        // Pictures without scrollbars, and small ones: text smoothed in greys only.
        "--hide-scrollbars",
        "--disable-lcd-text",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    if (!runsScripts) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    }
    return options;
  }

  /** Goes to an address. */
  void open(String address) {
    driver.get(address);
  }

  /** The title of the tab. */
  String title() {
    return driver.getTitle();
  }

  /** Where it is. */
  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  /** All that can be read on the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Shows itself as wide, in that theme. */
  void appear(int width, String theme) {
    var unused =
        driver.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    unused =
        driver.executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  /** A picture of the whole page, as PNG. */
  byte[] picture() {
    AtomicReference<String> taken = new AtomicReference<>("");
    await(
        "it can be pictured, once it is laid out",
        () -> {
          taken.set(
              String.valueOf(
                  driver
                      .executeCdpCommand(
                          "Page.captureScreenshot",
                          Map.of("format", "png", "captureBeyondViewport", true))
                      .get("data")));
          return true;
        });
    return Base64.getDecoder().decode(Objects.requireNonNull(taken.get()));
  }

  /** A picture of nothing but the first element with that tag, as PNG. */
  byte[] pictureOf(String tag) {
    return driver.findElement(By.tagName(tag)).getScreenshotAs(OutputType.BYTES);
  }

  /** The element of a role whose accessible name begins so. */
  WebElement find(String role, String name) {
    return maybe(role, name)
        .orElseThrow(() -> new AssertionError("no " + role + " \"" + name + "\" in:\n" + text()));
  }

  /** The same; empty when there is none. */
  Optional<WebElement> maybe(String role, String name) {
    return candidates(role)
        .filter(element -> role.equals(element.getAriaRole()))
        .filter(element -> String.valueOf(element.getAccessibleName()).startsWith(name))
        .findFirst();
  }

  private Stream<WebElement> candidates(String role) {
    String tags =
        switch (role) {
          case "link" -> "a";
          case "table" -> "table";
          case "button" -> "button";
          case "combobox" -> "select";
          case "searchbox" -> "input";
          case "heading" -> "h1, h2, h3";
          case "region" -> "section, pre";
          default -> throw new IllegalArgumentException(role);
        };
    return driver.findElements(By.cssSelector(tags)).stream();
  }

  /** The texts of the cells of each row of a table, its head left out. */
  List<List<String>> rows(String table) {
    List<List<String>> rows = new ArrayList<>();
    for (WebElement row : find("table", table).findElements(By.cssSelector("[role=row]"))) {
      List<String> cells =
          row.findElements(By.cssSelector("[role=cell]")).stream()
              .map(WebElement::getText)
              .toList();
      if (!cells.isEmpty()) {
        rows.add(cells);
      }
    }
    return rows;
  }

  /** The row of a table that says so anywhere. */
  WebElement row(String table, String text) {
    return find("table", table).findElements(By.cssSelector("[role=row]")).stream()
        .filter(row -> row.getText().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row with " + text + " in " + rows(table)));
  }

  /** Unfolds what is folded in a row, and reads it all. */
  String unfolded(WebElement row) {
    row.findElement(By.tagName("summary")).click();
    return row.getText();
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Goes on with the tab key until the focus is on something with that text. */
  void tabTo(String text) {
    for (int i = 0; i < 200; i++) {
      press(Keys.TAB);
      if (driver.switchTo().activeElement().getText().contains(text)) {
        return;
      }
    }
    throw new AssertionError("no tab leads to " + text);
  }

  /** Waits until something is so. */
  void await(String what, Supplier<Boolean> condition) {
    new WebDriverWait(driver, GivingUp.AFTER)
        .withMessage(() -> what + " in:\n" + text())
        .ignoring(RuntimeException.class)
        .until(browser -> condition.get());
  }

  /** What accessibility rules say against the page, and where. */
  List<String> violations() {
    return new AxeBuilder().analyze(driver).getViolations().stream().map(Browser::told).toList();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .toList();
  }

  /** What the console says since the last time. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The hosts and ports that were asked for anything since the last time. */
  List<String> asked() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .map(REQUESTED::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .filter(address -> address.startsWith("http"))
        .map(address -> URI.create(address.replaceAll("\\?.*", "")).getAuthority())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
