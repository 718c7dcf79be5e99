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
final class Crowd {

  private Crowd() {}

  /**
   * Lets a launcher fill the narrow pool and one wait for it, and has many others wait like it.
   *
   * @param size how many records there are then
   */
  static void gather(Cloud cloud, Instance instance, int size)
      throws IOException, InterruptedException {
    String spec = Cloud.spec("keeper", Cloud.NARROW, "");
    instance.deliver(cloud.uploadSpec("keeper.json", spec));
    instance.deliver(cloud.uploadSpec("first.json", spec));
    BucketQueue queue = queue(cloud);
    SubmissionRecord first =
        queue.list().records().stream()
            .map(Versioned::value)
            .filter(record -> record.submission().object().equals("first.json"))
            .findFirst()
            .orElseThrow(() -> new IOException("the first of the crowd does not wait"));
    byte[] bytes = spec.getBytes(StandardCharsets.UTF_8);
    IntStream.range(2, size).parallel().forEach(i -> add(cloud, queue, first, bytes, i));
  }

  /** The queue as it stands in the state bucket. */
  static BucketQueue queue(Cloud cloud) {
    return new BucketQueue(
        GoogleObjectStore.connect(
                Optional.of(cloud.storage().uri()),
                "slipway-bench",
                dev.slipway.storage.Timeouts.NORMAL)
            .apply(Cloud.STATE),
        () -> UUID.randomUUID().toString().replace("-", ""));
  }

  private static void add(
      Cloud cloud, BucketQueue queue, SubmissionRecord like, byte[] spec, int number) {
    String name = "crowd/%05d.json".formatted(number);
    long generation = cloud.storage().put(Cloud.SPECS, name, spec, Map.of());
    var unused =
        queue.create(
            new SubmissionRecord(
                new Submission(Cloud.SPECS, name, Long.toString(generation)),
                like.request(),
                like.lifecycle()),
            spec);
  }

  /** What waits now. */
  static List<Versioned<SubmissionRecord>> waiting(Cloud cloud) {
    return queue(cloud).list().records();
  }
}
