package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.event.EventReceiver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session of {@link StorageReplayTest}, in short, with the gcloud of this machine. */
@Tag("slow")
class StorageGcloudIT {

  private static final String NAME = "team a/ü #1+2.json";

  /** Above what gcloud sends in one request. */
  private static final int LARGE = 9 << 20;

  private final Path folder;
  private final StorageEmulator storage =
      StorageEmulator.start(
          StorageEmulatorOptions.withBuckets("specs").withWritesPerObjectPerSecond(0),
          new Journal());

  StorageGcloudIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /**
   * What a command ended with.
   *
   * @param status its exit status
   * @param output what it printed, standard error excluded
   * @param errors what it printed to standard error
   */
  private record GcloudRun(int status, String output, String errors) {}

  @BeforeAll
  static void onlyWhereGcloudIs() {
    boolean there =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcloud")));
    if (!there) {
      System.out.println(
          "Skipped: gcloud storage against the emulator. gcloud is not on the PATH.");
    }
    assumeTrue(there, "gcloud is not on the PATH");
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  private GcloudRun gcloud(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcloud", "storage"));
    command.addAll(Arrays.asList(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(errors.toFile()).directory(folder.toFile());
    builder.environment().putAll(environment());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new GcloudRun(process.waitFor(), output, Files.readString(errors));
  }

  private Map<String, String> environment() {
    return Map.of(
        "CLOUDSDK_CONFIG", folder.resolve("config").toString(),
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE", storage.uri() + "/",
        "CLOUDSDK_AUTH_DISABLE_CREDENTIALS", "true",
        "CLOUDSDK_CORE_PROJECT", "p1",
        "CLOUDSDK_CORE_DISABLE_PROMPTS", "1",
        "CLOUDSDK_CORE_CHECK_GCE_METADATA", "false",
        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true",
        "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true");
  }

  private String succeeded(String... arguments) throws IOException, InterruptedException {
    GcloudRun ended = gcloud(arguments);
    assertEquals(0, ended.status(), ended::errors);
    return ended.output();
  }

  @Test
  void aSpecIsUploadedOnceMovedChangedAndDeleted() throws Exception {
    Files.writeString(folder.resolve("spec.json"), "{}\n");
    String[] upload = {
      "cp",
      "spec.json",
      "gs://specs/spec.json",
      "--if-generation-match=0",
      "--custom-metadata=team=vision"
    };

    succeeded(upload);
    GcloudRun again = gcloud(upload);
    assertEquals(1, again.status());
    assertTrue(
        again
            .errors()
            .contains("412: At least one of the pre-conditions you specified did not hold."),
        again::errors);
    assertEquals("{}\n", succeeded("cat", "gs://specs/spec.json"));

    succeeded("mv", "gs://specs/spec.json", "gs://specs/" + NAME);
    succeeded("objects", "update", "gs://specs/" + NAME, "--custom-metadata=team=speech");
    ObjectVersion moved = storage.get("specs", NAME).orElseThrow();
    assertEquals(Map.of("team", "speech"), moved.attributes().metadata());
    assertEquals(
        "speech\n",
        succeeded(
            "objects", "describe", "gs://specs/" + NAME, "--format=value(custom_fields.team)"));

    succeeded("rm", "gs://specs/" + NAME);
    assertEquals(Optional.empty(), storage.get("specs", NAME));
  }

  @Test
  void aLargeFileArrivesInABucketJustCreated() throws Exception {
    byte[] large = new byte[LARGE];
    Arrays.fill(large, (byte) 'x');
    Files.write(folder.resolve("large.bin"), large);

    succeeded("buckets", "create", "gs://more", "--location=us-central1");
    succeeded("cp", "large.bin", "gs://more/a/large.bin");

    assertEquals(LARGE, storage.get("more", "a/large.bin").orElseThrow().content().size());
    String listing = succeeded("ls", "-l", "-r", "gs://more");
    assertTrue(listing.contains("TOTAL: 1 objects, " + LARGE + " bytes (9.00MiB)"), listing);
  }

  @Test
  void changesAreAnnouncedToTheTopicThatWasNamed() throws Exception {
    try (EventReceiver receiver = new EventReceiver(0, 500)) {
      storage.deliverTopicTo("projects/p1/topics/specs", receiver.uri());

      succeeded(
          "buckets",
          "notifications",
          "create",
          "gs://specs",
          "--topic=specs",
          "--skip-topic-setup");
      storage.put("specs", "announced", new byte[0], Map.of());

      assertEquals(
          "google.cloud.pubsub.topic.v1.messagePublished",
          receiver.next().headers().get("ce-type"));
    }
  }
}
