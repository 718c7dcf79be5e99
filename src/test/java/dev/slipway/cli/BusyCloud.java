package dev.slipway.cli;

import dev.slipway.GivingUp;
import dev.slipway.cli.local.LocalCloud;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.vertex.JobPace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A local cloud where some jobs run for an hour, others wait for them, and others are refused. */
final class BusyCloud implements AutoCloseable {

  /** The name of {@link #uploadMarkup}. */
  static final String MARKUP = "research/<img src=x onerror=alert(1)>\"'&amp;.json";

  private static final String A100 =
      """
      {"machineType": "a2-highgpu-1g", "acceleratorType": "NVIDIA_TESLA_A100", "acceleratorCount": 1}\
      """;
  private static final String L4 =
      """
      {"machineType": "g2-standard-12", "acceleratorType": "NVIDIA_L4", "acceleratorCount": 1}\
      """;
  private static final String CPU =
      """
      {"machineType": "n1-standard-4"}\
      """;

  private final LocalCloud cloud;

  private BusyCloud(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /** Starts it and waits until everybody is where they belong. */
  static BusyCloud start(Path folder) {
    JobPace pace =
        new JobPace(
            1, Duration.ZERO, Duration.ofMillis(100), Duration.ofHours(1), Duration.ofMillis(100));
    BusyCloud busy =
        new BusyCloud(
            LocalCloud.start(LocalCloud.Setup.inMemory(pace, folder.resolve("function.log"))));
    busy.cloud.load(Path.of("function/examples/resources/training.json"));
    busy.fill();
    return busy;
  }

  private void fill() {
    upload("vision/resnet.json", spec(A100, 200, 1, 0), State.RUNNING);
    upload("vision/vit-large.json", spec(L4, 100, 3, 0), State.RUNNING);
    upload("speech/whisper.json", spec(CPU, 100, 2, 0), State.RUNNING);
    upload("vision/ablation-1.json", spec(A100, 200, 1, 0), State.WAITING);
    upload("speech/align.json", spec(A100, 200, 1, 0), State.WAITING);
    upload("research/urgent-fix.json", spec(A100, 200, 1, 5), State.WAITING);
    upload("vision/segment.json", spec(L4, 100, 5, 0), State.WAITING);
    upload("speech/decode.json", spec(L4, 100, 1, 0), State.WAITING);
    upload("research/wrong-disk.json", spec(A100, 77, 1, 0), State.REJECTED);
    upload("speech/evaluate.json", brief(spec(CPU, 100, 1, 0)), State.SUCCEEDED);
  }

  /** Uploads a spec whose name and fields are markup. */
  void uploadMarkup() {
    upload(
        MARKUP,
        """
        {"displayName": "<script>alert(1)</script>", "jobSpec": {"<b>x</b>": "</pre><script>alert(2)</script>"}}\
        """,
        State.REJECTED);
  }

  private static String brief(String spec) {
    return spec.replace("\"labels\": {", "\"labels\": {\"emulator-seconds\": \"1\", ");
  }

  /** Uploads a spec and waits until it stands there. */
  void upload(String object, String spec, State until) {
    cloud.upload(object, spec.getBytes(StandardCharsets.UTF_8));
    long start = System.nanoTime();
    for (int i = 0; System.nanoTime() - start < GivingUp.AFTER.toNanos(); i++) {
      Optional<Status> status = cloud.status(object);
      if (status.filter(known -> known.state() == until).isPresent()) {
        return;
      }
      if (i % 10 == 9) {
        cloud.tick();
      }
      pause();
    }
    throw new AssertionError(object + " is " + cloud.status(object) + ", not " + until);
  }

  /** The emulators answer by the machine's clock: there is nobody else to wait for. */
  private static void pause() {
    try {
      if (new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("nobody counts it down");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A job of so many A100 of the pool that is full. */
  static String waiting() {
    return spec(A100, 200, 1, 0);
  }

  /** One replica in the first worker pool, the others in the second, as Vertex AI has it. */
  private static String spec(String machine, int diskGb, int replicas, int priority) {
    String pools =
        IntStream.of(1, replicas - 1)
            .filter(count -> count > 0)
            .mapToObj(count -> pool(machine, diskGb, count))
            .collect(Collectors.joining(",\n"));
    return """
    {
      "displayName": "train",
      "labels": {"slipway-priority": "%d"},
      "jobSpec": {
        "persistentResourceId": "training",
        "serviceAccount": "trainer@my-project.iam.gserviceaccount.com",
        "workerPoolSpecs": [
    %s
        ]
      }
    }
    """
        .formatted(priority, pools);
  }

  private static String pool(String machine, int diskGb, int replicas) {
    return """
    {
      "machineSpec": %s,
      "replicaCount": "%d",
      "diskSpec": {"bootDiskType": "pd-ssd", "bootDiskSizeGb": %d},
      "containerSpec": {"imageUri": "us-docker.pkg.dev/my-project/training/train:2.0"}
    }\
    """
        .formatted(machine, replicas, diskGb)
        .indent(6)
        .stripTrailing();
  }

  /** Where the page is, without a slash at its end. */
  String page() {
    return cloud.pageUri().toString().replaceAll("/$", "");
  }

  /** What leads commands there. */
  Map<String, String> variables() {
    return Reached.by(cloud);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
