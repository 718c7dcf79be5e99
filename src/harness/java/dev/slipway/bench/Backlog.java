package dev.slipway.bench;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.GoogleObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Submissions that wait for a pool that somebody keeps full. */
final class Backlog {

  private Backlog() {}

  /**
   * Lets a launcher fill the narrow pool and one wait for it, and has many others wait like it.
   *
   * @param size how many records there are then
   */
  static void fill(EmulatedServices services, LauncherProcess process, int size)
      throws IOException, InterruptedException {
    String spec = EmulatedServices.spec("keeper", EmulatedServices.NARROW, "");
    process.deliver(services.uploadSpec("keeper.json", spec));
    process.deliver(services.uploadSpec("first.json", spec));
    BucketQueue queue = queue(services);
    SubmissionRecord first =
        queue.list().records().stream()
            .map(Versioned::value)
            .filter(record -> record.submission().object().equals("first.json"))
            .findFirst()
            .orElseThrow(() -> new IOException("the first of the crowd does not wait"));
    byte[] bytes = spec.getBytes(StandardCharsets.UTF_8);
    IntStream.range(2, size).parallel().forEach(i -> add(services, queue, first, bytes, i));
  }

  /** The queue as it stands in the state bucket. */
  static BucketQueue queue(EmulatedServices services) {
    return new BucketQueue(
        GoogleObjectStore.connect(
                Optional.of(services.storage().uri()),
                "slipway-bench",
                dev.slipway.storage.Timeouts.NORMAL)
            .apply(EmulatedServices.STATE),
        () -> UUID.randomUUID().toString().replace("-", ""));
  }

  private static void add(
      EmulatedServices services,
      BucketQueue queue,
      SubmissionRecord like,
      byte[] spec,
      int number) {
    String name = "crowd/%05d.json".formatted(number);
    long generation = services.storage().put(EmulatedServices.SPECS, name, spec, Map.of());
    var unused =
        queue.create(
            new SubmissionRecord(
                new Submission(EmulatedServices.SPECS, name, Long.toString(generation)),
                like.request(),
                like.lifecycle()),
            spec);
  }

  /** What waits now. */
  static List<Versioned<SubmissionRecord>> waiting(EmulatedServices services) {
    return queue(services).list().records();
  }
}
