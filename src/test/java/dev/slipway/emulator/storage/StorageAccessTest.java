package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.emulator.Journal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the emulator refuses where it goes by an access table, and in which words. */
class StorageAccessTest {

  private static final String ADA = "ada@example.com";
  private static final String OBJECTS = "/storage/v1/b/specs/o";
  private static final String UPLOADS = "/upload/storage/v1/b/specs/o";
  private static final Pattern DENIED = Pattern.compile("Permission '([^']+)' denied");

  private final HttpClient client = HttpClient.newHttpClient();
  private final StorageEmulator storage =
      StorageEmulator.start(
          StorageEmulatorOptions.withBuckets("specs", "empty").withWritesPerObjectPerSecond(0),
          new Journal());

  @BeforeEach
  void putSomething() {
    storage.put("specs", "ours/a", "{}".getBytes(UTF_8), Map.of());
    storage.put("specs", "theirs/a", "{}".getBytes(UTF_8), Map.of());
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  /** A call, by its method and path. */
  private record Sent(String method, String path, String body) {
    static Sent get(String path) {
      return new Sent("GET", path, "");
    }

    static Sent post(String path) {
      return new Sent("POST", path, "");
    }
  }

  private HttpResponse<String> send(Sent sent, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(storage.uri() + sent.path()))
            .method(sent.method(), HttpRequest.BodyPublishers.ofString(sent.body()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(Sent sent) throws IOException, InterruptedException {
    return send(sent, ADA).statusCode();
  }

  private void grant(String prefix, String... permissions) {
    storage.guard(
        new AccessTable(List.of(new AccessTable.Grant(ADA, Set.of(permissions), "specs", prefix))));
  }

  @Test
  void withoutATableEverybodyMayDoEverything() throws Exception {
    assertEquals(200, send(Sent.get(OBJECTS), "").statusCode());
    assertEquals(200, send(new Sent("PUT", OBJECTS + "/ours%2Fa", "{}"), "").statusCode());
  }

  @Test
  void whatNothingGrantsIsRefusedInTheWordsOfCloudStorage() throws Exception {
    storage.guard(new AccessTable(List.of()));

    HttpResponse<String> answer = send(Sent.post(UPLOADS + "?uploadType=media&name=b"), ADA);

    assertEquals(403, answer.statusCode());
    String said =
        "ada@example.com does not have storage.objects.create access to the Google Cloud Storage"
            + " object. Permission 'storage.objects.create' denied on resource (or it may not"
            + " exist).";
    assertEquals(
        "{\"error\":{\"code\":403,\"message\":\""
            + said
            + "\",\"errors\":[{\"message\":\""
            + said
            + "\",\"domain\":\"global\",\"reason\":\"forbidden\"}]}}",
        answer.body().replace("\\u0027", "'"));
    assertEquals(List.of("ours/a", "theirs/a"), storage.names("specs", ""));
  }

  @Test
  void aCallWithoutATokenIsToldToLogIn() throws Exception {
    storage.guard(new AccessTable(List.of()));

    HttpResponse<String> answer = send(Sent.get(OBJECTS), AccessTable.ANONYMOUS);

    assertEquals(401, answer.statusCode());
    assertTrue(
        answer
            .body()
            .startsWith(
                "{\"error\":{\"code\":401,\"message\":\"Anonymous caller does not have"
                    + " storage.objects.list access to the Google Cloud Storage bucket. "),
        answer.body());
    assertTrue(answer.body().contains("\"reason\":\"required\""), answer.body());
  }

  @Test
  void aDownloadIsRefusedInPlainText() throws Exception {
    storage.guard(new AccessTable(List.of()));

    HttpResponse<String> answer = send(Sent.get(OBJECTS + "/ours%2Fa?alt=media"), ADA);

    assertEquals(403, answer.statusCode());
    assertEquals(
        "ada@example.com does not have storage.objects.get access to the Google Cloud Storage"
            + " object. Permission 'storage.objects.get' denied on resource (or it may not exist).",
        answer.body());
  }

  @Test
  void eachCallNeedsThePermissionsOfGooglesTable() throws Exception {
    StringBuilder needed = new StringBuilder();
    for (Map.Entry<StorageCall, Sent> call : calls(notification()).entrySet()) {
      needed.append(call.getKey().id()).append(": ");
      needed.append(needed(call.getValue())).append('\n');
    }
    // Last, since it takes away what others copy.
    Sent move = Sent.post(OBJECTS + "/ours%2Fa/moveTo/o/moved");
    needed.append("objects.move: ").append(needed(move));

    assertEquals(
        """
        buckets.list: storage.buckets.list
        buckets.insert: storage.buckets.create
        buckets.get: storage.buckets.get
        buckets.patch: storage.buckets.update
        buckets.delete: storage.buckets.delete
        buckets.layout: storage.objects.list
        buckets.test.permissions:\s
        notifications.list: storage.buckets.get
        notifications.insert: storage.buckets.update
        notifications.get: storage.buckets.get
        notifications.delete: storage.buckets.update
        objects.list: storage.objects.list
        objects.read: storage.objects.get
        objects.get: storage.objects.get
        objects.patch: storage.objects.get, storage.objects.update
        objects.update: storage.objects.get, storage.objects.update
        objects.delete: storage.objects.delete
        objects.rewrite: storage.objects.get, storage.objects.create
        objects.copy: storage.objects.get, storage.objects.create
        objects.compose: storage.objects.get, storage.objects.create
        uploads.start: storage.objects.create
        objects.insert: storage.objects.create
        objects.move: storage.objects.move, storage.objects.create\
        """,
        needed.toString());
  }

  /** The path of a notification configuration. */
  private String notification() throws IOException, InterruptedException {
    String bucket = "/storage/v1/b/specs";
    String made =
        send(
                new Sent(
                    "POST", bucket + "/notificationConfigs", "{\"topic\":\"projects/p/topics/t\"}"),
                ADA)
            .body();
    Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(made);
    assertTrue(id.find(), made);
    return bucket + "/notificationConfigs/" + id.group(1);
  }

  /** Every call but moves, and the one that goes on with an upload, which needs nothing. */
  private static Map<StorageCall, Sent> calls(String notification) {
    String bucket = "/storage/v1/b/specs";
    Map<StorageCall, Sent> calls = new EnumMap<>(StorageCall.class);
    calls.put(StorageCall.BUCKETS_LIST, Sent.get("/storage/v1/b?project=p"));
    calls.put(
        StorageCall.BUCKETS_INSERT, new Sent("POST", "/storage/v1/b", "{\"name\":\"other\"}"));
    calls.put(StorageCall.BUCKETS_GET, Sent.get(bucket));
    calls.put(StorageCall.BUCKETS_PATCH, new Sent("PATCH", bucket, "{}"));
    calls.put(StorageCall.BUCKETS_DELETE, new Sent("DELETE", "/storage/v1/b/empty", ""));
    calls.put(StorageCall.BUCKETS_LAYOUT, Sent.get(bucket + "/storageLayout"));
    calls.put(
        StorageCall.BUCKETS_TEST_PERMISSIONS,
        Sent.get(bucket + "/iam/testPermissions?permissions=storage.buckets.get"));
    calls.put(StorageCall.NOTIFICATIONS_LIST, Sent.get(bucket + "/notificationConfigs"));
    calls.put(
        StorageCall.NOTIFICATIONS_INSERT,
        new Sent("POST", bucket + "/notificationConfigs", "{\"topic\":\"projects/p/topics/t\"}"));
    calls.put(StorageCall.NOTIFICATIONS_GET, Sent.get(notification));
    calls.put(StorageCall.NOTIFICATIONS_DELETE, new Sent("DELETE", notification, ""));
    calls.put(StorageCall.OBJECTS_LIST, Sent.get(OBJECTS));
    calls.put(StorageCall.OBJECTS_READ, Sent.get(OBJECTS + "/ours%2Fa?alt=media"));
    calls.put(StorageCall.OBJECTS_GET, Sent.get(OBJECTS + "/ours%2Fa"));
    calls.put(StorageCall.OBJECTS_PATCH, new Sent("PATCH", OBJECTS + "/ours%2Fa", "{}"));
    calls.put(StorageCall.OBJECTS_UPDATE, new Sent("PUT", OBJECTS + "/ours%2Fa", "{}"));
    calls.put(StorageCall.OBJECTS_DELETE, new Sent("DELETE", OBJECTS + "/theirs%2Fa", ""));
    calls.put(
        StorageCall.OBJECTS_REWRITE,
        Sent.post(OBJECTS + "/ours%2Fa/rewriteTo/b/specs/o/rewritten"));
    calls.put(StorageCall.OBJECTS_COPY, Sent.post(OBJECTS + "/ours%2Fa/copyTo/b/specs/o/copied"));
    calls.put(
        StorageCall.OBJECTS_COMPOSE,
        new Sent(
            "POST", OBJECTS + "/composed/compose", "{\"sourceObjects\":[{\"name\":\"ours/a\"}]}"));
    calls.put(
        StorageCall.UPLOADS_START, Sent.post(UPLOADS + "?uploadType=resumable&name=uploaded"));
    calls.put(StorageCall.OBJECTS_INSERT, Sent.post(UPLOADS + "?uploadType=media&name=inserted"));
    return calls;
  }

  /** What a call asks for, one after another, until it is answered. */
  private String needed(Sent sent) throws IOException, InterruptedException {
    List<String> granted = new ArrayList<>();
    while (true) {
      storage.guard(
          new AccessTable(List.of(new AccessTable.Grant(ADA, Set.copyOf(granted), "", ""))));
      HttpResponse<String> answer = send(sent, ADA);
      if (answer.statusCode() < 400) {
        return String.join(", ", granted);
      }
      Matcher denied = DENIED.matcher(answer.body().replace("\\u0027", "'"));
      assertTrue(denied.find() && !granted.contains(denied.group(1)), answer.body());
      granted.add(denied.group(1));
    }
  }

  @Test
  void replacingNeedsTheRightToDelete() throws Exception {
    grant("", "storage.objects.create");

    assertEquals(200, status(Sent.post(UPLOADS + "?uploadType=media&name=new")));
    assertEquals(403, status(Sent.post(UPLOADS + "?uploadType=media&name=new")));
    assertEquals(403, status(Sent.post(UPLOADS + "?uploadType=resumable&name=new")));
    // Before the condition is looked at.
    assertEquals(
        403, status(Sent.post(UPLOADS + "?uploadType=media&name=new&ifGenerationMatch=0")));
    grant("", "storage.objects.create", "storage.objects.delete");
    assertEquals(200, status(Sent.post(UPLOADS + "?uploadType=media&name=new")));
  }

  @Test
  void whoMayNotListIsNotToldThatSomethingIsNotThere() throws Exception {
    grant("", "storage.objects.get");
    assertEquals(200, status(Sent.get(OBJECTS + "/ours%2Fa")));
    assertEquals(403, status(Sent.get(OBJECTS + "/ours%2Fb")));

    grant("", "storage.objects.get", "storage.objects.list");
    assertEquals(404, status(Sent.get(OBJECTS + "/ours%2Fb")));
  }

  @Test
  void aPrefixHoldsForObjectsAndListsBelowItAndNotForTheBucket() throws Exception {
    grant("ours/", "storage.objects.get", "storage.objects.list", "storage.buckets.get");

    assertEquals(200, status(Sent.get(OBJECTS + "/ours%2Fa")));
    assertEquals(404, status(Sent.get(OBJECTS + "/ours%2Fb")));
    assertEquals(403, status(Sent.get(OBJECTS + "/theirs%2Fa")));
    assertEquals(200, status(Sent.get(OBJECTS + "?prefix=ours/")));
    assertEquals(200, status(Sent.get(OBJECTS + "?prefix=ours/a")));
    assertEquals(403, status(Sent.get(OBJECTS + "?prefix=our")));
    assertEquals(403, status(Sent.get(OBJECTS)));
    assertEquals(200, status(Sent.get("/storage/v1/b/specs/storageLayout?prefix=ours/")));
    assertEquals(403, status(Sent.get("/storage/v1/b/specs/storageLayout")));
    assertEquals(403, status(Sent.get("/storage/v1/b/specs")));
  }

  @Test
  void aGrantIsForOnePrincipalInOneBucket() throws Exception {
    grant("", "storage.objects.list");

    assertEquals(200, status(Sent.get(OBJECTS)));
    assertEquals(403, send(Sent.get(OBJECTS), "eve@example.com").statusCode());
    assertEquals(403, status(Sent.get("/storage/v1/b/empty/o")));
  }

  @Test
  void aBucketThatIsNotThereIsToldToAnybody() throws Exception {
    storage.guard(new AccessTable(List.of()));

    assertEquals(404, status(Sent.get("/storage/v1/b/nowhere/o")));
  }

  @Test
  void testedPermissionsAreThoseOnTheWholeBucket() throws Exception {
    String test = "/storage/v1/b/specs/iam/testPermissions?permissions=";
    String both = "storage.objects.get&permissions=storage.objects.create";
    grant("ours/", "storage.objects.create");
    assertEquals(
        "{\"kind\":\"storage#testIamPermissionsResponse\"}",
        send(Sent.get(test + both), ADA).body());

    grant("", "storage.objects.create");
    assertEquals(
        "{\"kind\":\"storage#testIamPermissionsResponse\",\"permissions\":[\"storage.objects.create\"]}",
        send(Sent.get(test + both), ADA).body());
  }

  @Test
  void theAddressOfAResumableUploadIsEnoughToGoOn() throws Exception {
    grant("", "storage.objects.create");
    HttpResponse<String> begun = send(Sent.post(UPLOADS + "?uploadType=resumable&name=b"), ADA);
    URI address = URI.create(begun.headers().firstValue("Location").orElseThrow());

    Sent rest = new Sent("PUT", address.getRawPath() + "?" + address.getRawQuery(), "{}");

    assertEquals(200, send(rest, AccessTable.ANONYMOUS).statusCode());
    assertEquals("{}", storage.get("specs", "b").orElseThrow().content().text());
  }
}
