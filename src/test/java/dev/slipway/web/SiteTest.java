package dev.slipway.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to what is asked. */
final class SiteTest {

  private static final String MARKUP = "a/<img src=x onerror=alert(1)>\"'&\u202e.json";

  private FakeViews views = FakeViews.busy(3, 2);

  @Test
  void aPageOfAQueueOf10000IsUnder200Kilobytes() {
    views = FakeViews.busy(10_000, 5_000);

    String page = get("/").body();

    assertTrue(page.contains("1 to 50 of 10,000"));
    assertTrue(page.getBytes(UTF_8).length < 200_000, "it has " + page.getBytes(UTF_8).length);
  }

  @Test
  void thatThereIsNoPolicyIsSaidAboveEverything() {
    assertFalse(get("/").body().contains("there is no policy"));
    assertFalse(json("/", "").has("notices"));

    views.note(Problem.of(ProblemCode.NO_POLICY, ""));

    assertTrue(get("/").body().contains("there is no policy: every spec is allowed"));
    assertEquals(
        "NO_POLICY",
        json("/", "").getAsJsonArray("notices").get(0).getAsJsonObject().get("code").getAsString());
  }

  @Test
  void everyPageOfALongQueueIsReached() {
    views = FakeViews.busy(120, 0);

    assertEquals(List.of(50, 50, 20), List.of(waiting("1"), waiting("2"), waiting("3")));
    assertEquals(20, waiting("99"), "past the end is the last");
    assertEquals(50, waiting("nonsense"));
  }

  private int waiting(String page) {
    return rows(json("/", "waiting=" + page), "waiting").size();
  }

  @Test
  void aFilterTakesTeamPathAndState() {
    views = FakeViews.busy(20, 20);

    assertEquals(List.of(3, 3), counts("team=team-1"));
    assertEquals(List.of(0, 20), counts("path=bad-"));
    assertEquals(List.of(20, 0), counts("state=WAITING"));
    assertEquals(List.of(0, 2), counts("team=team-6&path=bad&state=REJECTED"));
  }

  private List<Integer> counts(String query) {
    JsonObject json = json("/", query);
    return List.of(rows(json, "waiting").size(), rows(json, "ended").size());
  }

  private static JsonArray rows(JsonObject json, String list) {
    return json.getAsJsonObject(list).getAsJsonArray("rows");
  }

  @Test
  void jsonTellsPlacesReasonsAndMends() {
    JsonObject json = json("/", "");
    JsonObject next = rows(json, "waiting").get(0).getAsJsonObject();
    JsonObject second = rows(json, "waiting").get(1).getAsJsonObject();
    JsonObject refused = rows(json, "ended").get(0).getAsJsonObject();

    assertTrue(next.get("next").getAsBoolean());
    assertFalse(next.getAsJsonObject("waiting").has("position"));
    assertEquals(1, second.getAsJsonObject("waiting").get("position").getAsInt());
    assertEquals(
        List.of("POOL_FULL"),
        StreamSupport.stream(
                second.getAsJsonObject("waiting").getAsJsonArray("reasons").spliterator(), false)
            .map(reason -> reason.getAsJsonObject().get("code").getAsString())
            .toList());
    assertTrue(
        refused
            .getAsJsonArray("problems")
            .get(0)
            .getAsJsonObject()
            .get("help")
            .getAsString()
            .startsWith("Make it pd-ssd"));
    JsonObject pool =
        json.getAsJsonArray("resources")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("pools")
            .get(0)
            .getAsJsonObject();
    assertEquals(
        List.of(6, 0, 2, 0, 0, 8),
        List.of("inUse", "soon", "reserved", "free", "headroom", "capacity").stream()
            .map(name -> pool.get(name).getAsInt())
            .toList());
  }

  @Test
  void whoTakesJsonAndNotPagesGetsJson() {
    assertEquals(
        "application/json; charset=utf-8",
        answer(request("GET", "/", "", "application/json", "")).headers().get("Content-Type"));
    assertEquals(
        "text/html; charset=utf-8",
        answer(request("GET", "/", "", "text/html,application/json", ""))
            .headers()
            .get("Content-Type"));
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    Response first = get("/");
    String tag = header(first, "ETag");

    Response again = answer(request("GET", "/", "", "", tag));

    assertEquals(304, again.status());
    assertEquals("", again.body());
    assertEquals(tag, again.headers().get("ETag"));
    assertEquals("private, no-cache", again.headers().get("Cache-Control"));
    views.waits("one-more.json");
    assertEquals(200, answer(request("GET", "/", "", "", tag)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void onlyLookingIsKnown(String method) {
    Response response = answer(request(method, "/", "", "", ""));

    assertEquals(405, response.status());
    assertEquals("GET, HEAD", response.headers().get("Allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/submission", "//", "/../etc/passwd", "/Style.css"})
  void whatIsNotThereIsToldWithTheWayToWhatIs(String path) {
    Response response = get(path);

    assertEquals(404, response.status());
    assertTrue(response.body().contains("The overview is at /"), response.body());
  }

  @Test
  void aSubmissionThatNobodyKnowsIsNotThere() {
    assertEquals(404, answer(request("GET", "/submission", "id=nobody", "", "")).status());
    assertEquals(404, answer(request("GET", "/submission", "object=nobody", "", "")).status());
  }

  @Test
  void whatDoesNotAnswerIsToldWithoutATrace() {
    views.failing(
        new RetryLater(
            "Vertex AI did not answer: UNAVAILABLE", new IllegalStateException("secret")));

    Response response = get("/");

    assertEquals(503, response.status());
    assertEquals("30", response.headers().get("Retry-After"));
    assertTrue(response.body().contains("Vertex AI did not answer: UNAVAILABLE"));
    assertFalse(response.body().contains("secret"));
    assertFalse(response.body().contains("at dev.slipway"));
  }

  @Test
  void aSubmissionIsFoundByIdAndByName() {
    views.waits(MARKUP);
    String id = FakeViews.submission(MARKUP).id();
    String byName = Link.object("specs", MARKUP).address().substring("/submission?".length());

    Response one = answer(request("GET", "/submission", "id=" + id, "", ""));
    Response other = answer(request("GET", "/submission", byName, "", ""));

    assertEquals(200, one.status());
    assertEquals(200, other.status());
    assertTrue(one.body().contains("Waits because"), "with the reasons of now");
  }

  @Test
  void nothingOfAnybodysIsMarkup() {
    views.waits(MARKUP).refused(MARKUP);
    String id = FakeViews.submission(MARKUP).id();

    for (String page :
        List.of(
            get("/").body(),
            answer(request("GET", "/", "team=" + "%3Cb%3E&path=%22%3E%3Cb%3E", "", "")).body(),
            get("/<b>").body(),
            answer(request("GET", "/submission", "id=" + id, "", "")).body())) {
      assertFalse(page.contains("<img"), page);
      assertFalse(page.contains("<b>"), page);
      assertFalse(page.contains("<script>"), page);
      assertFalse(page.contains("\u202e"), "direction is not changed");
      assertFalse(Pattern.compile("<[^>]* (on\\w+|style)=").matcher(page).find(), page);
    }
  }

  @Test
  void nothingButOurOwnIsLoaded() {
    Response page = get("/");

    assertTrue(
        header(page, "Content-Security-Policy")
            .startsWith("default-src 'none'; script-src 'self'"));
    for (Asset asset : Asset.values()) {
      String address = Link.asset(asset).address();
      assertTrue(page.body().contains("\"" + address + "\""), address);
      assertEquals(200, get(asset.path()).status());
    }
  }

  private static String header(Response response, String name) {
    return response.headers().getOrDefault(name, "");
  }

  private JsonObject json(String path, String query) {
    String all = query.isEmpty() ? "format=json" : query + "&format=json";
    return JsonParser.parseString(answer(request("GET", path, all, "", "")).body())
        .getAsJsonObject();
  }

  private Response get(String path) {
    return answer(request("GET", path, "", "text/html", ""));
  }

  private static Request request(
      String method, String path, String query, String accept, String ifNoneMatch) {
    return new Request(method, path, Query.of(query), accept, ifNoneMatch);
  }

  private Response answer(Request request) {
    return new Site(views, () -> FakeViews.NOON).answer(request);
  }
}
