package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.dispatch.model.State;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/**
 * The status page of a busy {@code slipway local} in a real browser, found by role and visible text
 * alone.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StatusPageIT {

  /** What the README shows. */
  private static final List<String> SHOWN = List.of("overview-light-wide", "submission-dark-wide");

  private static final String IMAGE =
      "\"imageUri\": \"us-docker.pkg.dev/my-project/training/train:2.0\"";

  private static final int WIDE = 1180;
  private static final int NARROW = 390;

  private BusyCloud cloud;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    assumeTrue(
        Browser.isInstalled(),
        "skipped: there is no /usr/bin/chromium with /usr/bin/chromedriver; on Debian"
            + " 'apt-get install chromium chromium-driver' brings both");
    cloud = BusyCloud.start(folder);
    browser = Browser.start(true);
    takePictures();
    cloud.uploadMarkup();
  }

  /** Kept with what was built; those that the README shows are written anew when asked to. */
  private void takePictures() throws IOException {
    String submission =
        "/submission?object=" + URLEncoder.encode("vision/segment.json", StandardCharsets.UTF_8);
    for (String theme : List.of("light", "dark")) {
      for (int width : List.of(WIDE, NARROW)) {
        browser.appear(width, theme);
        String kind = theme + (width == WIDE ? "-wide" : "-narrow");
        browser.open(cloud.page());
        keep("overview-" + kind);
        browser.open(cloud.page() + submission);
        keep("submission-" + kind);
      }
    }
    browser.appear(WIDE, "light");
  }

  private void keep(String name) throws IOException {
    Screenshots.keep(name, browser.picture(), SHOWN.contains(name));
  }

  @AfterAll
  void end() {
    if (browser != null) {
      browser.close();
    }
    if (cloud != null) {
      cloud.close();
    }
  }

  @AfterEach
  void nothingWasComplainedAboutAndNobodyElseWasAsked() {
    assertEquals(List.of(), browser.complaints());
    String own = URI.create(cloud.page()).getAuthority();
    assertEquals(List.of(), browser.asked().stream().filter(host -> !host.equals(own)).toList());
  }

  @Test
  void whatRunsIsFound() {
    browser.open(cloud.page());

    List<List<String>> running = browser.rows("Running");

    assertEquals(
        List.of(
            "RUNNING speech/whisper.json training",
            "RUNNING vision/resnet.json training",
            "RUNNING vision/vit-large.json training"),
        running.stream().map(row -> String.join(" ", row.subList(0, 3))).sorted().toList());
    WebElement job =
        browser.row("Running", "vision/resnet.json").findElements(By.tagName("a")).get(1);
    String console = String.valueOf(job.getAttribute("href"));
    assertTrue(
        console.matches(
            "https://console\\.cloud\\.google\\.com/vertex-ai/locations/us-central1/training/"
                + job.getText()
                + "\\?project=[0-9]+"),
        console);
  }

  @Test
  void whatWaitsIsFoundWithItsPlaceAndWhy() {
    browser.open(cloud.page());

    List<List<String>> waiting =
        browser.rows("Waiting").stream().filter(row -> !row.get(1).startsWith("later/")).toList();

    assertEquals(
        List.of(
            "1 research/urgent-fix.json priority 5",
            "2 vision/ablation-1.json",
            "3 speech/align.json",
            "4 vision/segment.json",
            "5 speech/decode.json"),
        waiting.stream().map(row -> row.get(0) + " " + row.get(1)).toList());
    assertTrue(waiting.get(0).get(3).contains("1 replica asked of pool \"a100\", 0 free"));
    assertTrue(waiting.get(4).get(3).contains("free but kept for 1 job ahead"), waiting.toString());
    assertTrue(
        browser
            .unfolded(browser.row("Waiting", "vision/ablation-1.json"))
            .contains(
                "Nothing needs to be done: it is launched when pool \"a100\" has 1 more replica"
                    + " free."));
  }

  @Test
  void whatWasRefusedIsFoundWithTheMendForEachProblem() {
    browser.open(cloud.page());

    String refused = browser.unfolded(browser.row("Ended lately", "research/wrong-disk.json"));

    assertTrue(refused.startsWith("REJECTED"), refused);
    assertTrue(refused.contains("77 asked, pool \"a100\" has 200"), refused);
    assertTrue(refused.contains("Make it 200"), refused);
  }

  @Test
  void thePoolsTellWhoHoldsThem() {
    browser.open(cloud.page());

    String pools = browser.find("region", "Persistent resources").getText();

    assertTrue(pools.contains("training RUNNING"), pools);
    assertTrue(pools.contains("vision/resnet.json uses 1"), pools);
    assertTrue(pools.contains("3 in use"), pools);
    assertTrue(pools.contains("3 reserved for who waits"), pools);
  }

  @Test
  void theFilterNarrowsAndLetsGo() {
    browser.open(cloud.page());

    new Select(browser.find("combobox", "Team")).selectByVisibleText("speech");
    browser.find("searchbox", "Path contains").sendKeys("al");
    browser.find("button", "Filter").click();
    browser.await("the filter narrows", () -> browser.rows("Waiting").size() == 1);

    assertTrue(browser.rows("Waiting").get(0).get(1).startsWith("speech/align.json"));
    assertTrue(browser.text().contains("Nothing runs that the filter lets through."));
    browser.find("link", "Show all").click();
    browser.await("all are back", () -> browser.rows("Waiting").size() >= 5);
  }

  @Test
  void aSubmissionHasAPageOfItsOwn() {
    browser.open(cloud.page());
    browser.find("link", "vision/segment.json").click();
    browser.await("its page", () -> browser.title().startsWith("vision/segment.json"));

    String byId = browser.address().toString();
    String text = browser.text();

    assertTrue(text.contains("4 in the queue of the resource"), text);
    assertTrue(text.contains("Waits because"), text);
    assertTrue(browser.find("region", "Timeline").getText().contains("WAITING"), text);
    assertTrue(
        browser
            .find("region", "The spec, without values of its environment")
            .getText()
            .contains(IMAGE),
        text);
    browser.find("link", "Show the spec as uploaded").click();
    browser.await("the spec", () -> browser.address().toString().endsWith("env=show"));
    assertTrue(browser.find("region", "The spec as uploaded").getText().contains(IMAGE));
    browser.open(byId);
    browser.find("link", "Whatever stands under this name").click();
    browser.await("by name", () -> !browser.address().toString().equals(byId));
    assertTrue(browser.text().contains("vision/segment.json"));
  }

  @Test
  void theKeyboardLeadsEverywhere() {
    browser.open(cloud.page());

    browser.press(Keys.TAB);
    browser.press(Keys.ENTER);
    browser.await("the skip link leads to the content", () -> isFocused("main"));
    browser.tabTo("1 replica asked");
    browser.press(Keys.ENTER);
    browser.await("a reason unfolds", () -> browser.text().contains("Nothing needs to be done"));
    browser.tabTo("vision/ablation-1.json");
    browser.press(Keys.ENTER);
    browser.await("its page", () -> browser.title().startsWith("vision/ablation-1.json"));
  }

  private boolean isFocused(String id) {
    return browser.address().getFragment() != null && browser.address().getFragment().equals(id);
  }

  @Test
  void thePageRefreshesItselfAndKeepsWhatIsUnfolded() {
    browser.open(cloud.page());
    String open = browser.unfolded(browser.row("Waiting", "research/urgent-fix.json"));
    cloud.upload("later/one-more.json", BusyCloud.waiting(), State.WAITING);

    browser.await(
        "what was uploaded meanwhile is shown",
        () -> browser.text().contains("later/one-more.json"));

    assertEquals(
        open.contains("Nothing needs to be done"),
        browser
            .row("Waiting", "research/urgent-fix.json")
            .getText()
            .contains("Nothing needs to be done"));
    browser.find("button", "Stop refreshing").click();
    assertTrue(browser.maybe("button", "Refresh again").isPresent());
  }

  @Test
  void itWorksWithoutScripts() {
    try (Browser plain = Browser.start(false)) {
      plain.open(cloud.page() + "/?team=vision");

      assertEquals(2, plain.rows("Waiting").size());
      plain.find("link", "vision/resnet.json").click();
      plain.await("its page", () -> plain.title().startsWith("vision/resnet.json"));
      assertTrue(plain.maybe("button", "Stop refreshing").isEmpty());
    }
  }

  @Test
  void markupInNamesAndFieldsIsShownAndDoesNothing() {
    browser.open(cloud.page());

    assertTrue(browser.row("Ended lately", BusyCloud.MARKUP).getText().contains("REJECTED"));
    assertTrue(browser.maybe("link", BusyCloud.MARKUP).isPresent());
    browser.find("link", BusyCloud.MARKUP).click();
    browser.await("its page", () -> browser.title().startsWith(BusyCloud.MARKUP));
    String text = browser.text();
    assertTrue(text.contains("\"displayName\": \"<script>alert(1)</script>\""), text);
    assertTrue(text.contains("</pre><script>alert(2)</script>"), text);

    String name = URLEncoder.encode(BusyCloud.MARKUP, StandardCharsets.UTF_8);
    browser.open(cloud.page() + "/submission?object=" + name);
    assertTrue(browser.title().startsWith(BusyCloud.MARKUP));
  }

  @Test
  void accessibilityRulesFindNothing() {
    String submission =
        "/submission?object=" + URLEncoder.encode("vision/segment.json", StandardCharsets.UTF_8);
    for (String theme : List.of("light", "dark")) {
      for (int width : List.of(WIDE, NARROW)) {
        browser.appear(width, theme);
        for (String path : List.of("/", submission, "/?team=nobody")) {
          browser.open(cloud.page() + path);
          assertEquals(List.of(), browser.violations(), path + " " + theme + " " + width);
        }
      }
    }
    browser.appear(WIDE, "light");
  }

  @Test
  void programsGetJsonAndAreToldWhenNothingIsNew() throws IOException, InterruptedException {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(URI.create(cloud.page() + "/?state=REJECTED"))
            .header("Accept", "application/json");

    HttpResponse<String> first = send(asked.copy().build());
    HttpResponse<String> head = send(asked.copy().method("HEAD", BodyPublishers.noBody()).build());
    HttpResponse<String> posted = send(asked.copy().POST(BodyPublishers.noBody()).build());
    HttpResponse<String> known =
        send(
            HttpRequest.newBuilder(URI.create(cloud.page() + "/style.css"))
                .header("If-None-Match", tag(send(get("/style.css"))))
                .build());

    assertTrue(first.body().contains("\"code\": \"POOL_MISMATCH\""), first.body());
    assertEquals(
        List.of(200, 200, 405, 304),
        Stream.of(first, head, posted, known).map(HttpResponse::statusCode).toList());
    assertEquals(List.of("", ""), List.of(head.body(), known.body()));
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(cloud.page() + path)).build();
  }

  private static String tag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatIsNotThereIsToldInWords() {
    String address = cloud.page() + "/submission?object=vision%2Fnobody.json";
    browser.open(address);

    assertTrue(browser.text().contains("Nothing is known of it"));
    assertTrue(browser.maybe("link", "To the overview").isPresent());
    // The browser's own remark on the answer 404.
    assertEquals(1, browser.complaints().size());
  }
}
