package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What waits for what in terraform/, as far as {@code terraform test} cannot see it: mocks know
 * nothing of APIs and of grants that take minutes.
 */
class DeploymentOrderTest {

  /** Of these, each needs an API and nothing else that would wait for it. */
  private static final Set<String> NEED_AN_API =
      Set.of(
          "google_artifact_registry_repository",
          "google_cloud_scheduler_job",
          "google_logging_metric",
          "google_project_iam_custom_role",
          "google_pubsub_topic",
          "google_service_account",
          "google_storage_bucket");

  /** Of these, each is refused or fails where an account or a grant is not known yet. */
  private static final Set<String> NEED_GRANTS =
      Set.of(
          "google_cloud_run_v2_service",
          "google_cloudfunctions2_function",
          "google_pubsub_subscription",
          "google_storage_notification");

  private static final Pattern RESOURCE =
      Pattern.compile("(?ms)^resource \"(\\w+)\" \"(\\w+)\" \\{\n(.*?)^\\}");

  private static List<Resource> resources = List.of();

  private record Resource(String type, String name, String body) {
    String address() {
      return type + "." + name;
    }
  }

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("terraform"))) {
      resources =
          files
              .filter(file -> file.toString().endsWith(".tf"))
              .sorted()
              .flatMap(file -> RESOURCE.matcher(text(file)).results())
              .map(found -> new Resource(found.group(1), found.group(2), found.group(3)))
              .toList();
    }
  }

  @Test
  void whatNeedsAnApiWaitsUntilItIsEnabledAndKnown() {
    assertEquals(
        List.of(), without(NEED_AN_API, "(?s)depends_on\\s+= \\[[^]]*time_sleep\\.apis\\b"));
  }

  @Test
  void whatNeedsGrantsWaitsUntilTheyAreKnown() {
    assertEquals(
        List.of(), without(NEED_GRANTS, "(?s)depends_on\\s+= \\[[^]]*time_sleep\\.grants\\b"));
  }

  @Test
  void whatIsBoundToAServiceIsReplacedWithIt() {
    List<Resource> bound =
        resources.stream()
            .filter(each -> each.body.matches("(?s).*= local\\.(?:status_)?service\n.*"))
            .toList();

    assertEquals(3, bound.size(), bound::toString);
    assertEquals(
        List.of(),
        bound.stream()
            .filter(each -> !each.body.contains("replace_triggered_by = [terraform_data."))
            .map(Resource::address)
            .toList());
  }

  @Test
  void grantsThatOthersRelyOnOutliveADestroy() {
    assertEquals(
        List.of(),
        resources.stream()
            .filter(each -> each.type.equals("google_project_iam_member"))
            .filter(each -> each.body.contains("agent"))
            .map(Resource::address)
            .toList());
  }

  @Test
  void eventsAreTakenOnlyOnceSomebodyListens() {
    assertWaits("google_pubsub_subscription.push", "google_pubsub_subscription\\.dead_letters");
    assertWaits(
        "google_pubsub_subscription.push", "google_cloud_run_v2_service_iam_member\\.trigger");
    assertWaits("google_storage_notification.uploads", "google_pubsub_subscription\\.push");
  }

  @Test
  void aNewServiceChangesSubscriptionsInPlace() {
    assertEquals(
        List.of(),
        resources.stream()
            .filter(each -> each.type.equals("google_pubsub_subscription"))
            .filter(each -> each.body.contains("replace_triggered_by"))
            .map(Resource::address)
            .toList());
  }

  @Test
  void theTimeWhereTheSweepBeginsIsTheOperatorsAfterTheFirstApply() {
    String since = body("google_storage_bucket_object.since");

    assertTrue(since.contains("ignore_changes = [content, detect_md5hash]"), since);
  }

  private static void assertWaits(String address, String pattern) {
    String body = body(address);

    assertTrue(
        Pattern.compile("(?s)depends_on\\s+= \\[[^]]*" + pattern + "\\b").matcher(body).find(),
        body);
  }

  private static String body(String address) {
    return resources.stream()
        .filter(each -> each.address().equals(address))
        .map(Resource::body)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> without(Set<String> types, String pattern) {
    List<Resource> found = resources.stream().filter(each -> types.contains(each.type)).toList();
    assertEquals(
        types, Set.copyOf(found.stream().map(Resource::type).toList()), "each type is in use");
    return found.stream()
        .filter(each -> !Pattern.compile(pattern).matcher(each.body).find())
        .map(Resource::address)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
