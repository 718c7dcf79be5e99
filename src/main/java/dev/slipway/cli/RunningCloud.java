package dev.slipway.cli;

import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.QueueRecord;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.Status;
import dev.slipway.dispatch.Submission;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.WriteResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** A {@code slipway local} that runs, reached as any other client would. */
final class RunningCloud {

  private static final int CONNECT_WITHIN_MILLIS = 1_000;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = Local.DEFAULT_PORT,
      description =
          "Port of Cloud Storage of the 'slipway local' to ask (default: ${DEFAULT-VALUE}).")
  private int port;

  /**
   * Uploads a spec in place of what stands under its name.
   *
   * @throws Unavailable when somebody else uploads the same at the same time, or nothing runs there
   */
  Submission upload(String object, byte[] spec) {
    ObjectStore bucket = bucket(LocalCloud.SPEC_BUCKET);
    return answered(
        () -> {
          Optional<String> standing = bucket.find(object).map(StoredObject::generation);
          NewObject uploaded = new NewObject(object, "application/json", Map.of());
          WriteResult result = bucket.write(uploaded, spec, standing);
          return result
              .written()
              .map(o -> new Submission(LocalCloud.SPEC_BUCKET, object, o.generation()))
              .orElseThrow(
                  () ->
                      new Unavailable(
                          object + " was uploaded by somebody else at the same time; try again",
                          new IllegalStateException(result.toString())));
        });
  }

  /** The status under the name of a submission's object; empty as long as none stands. */
  Optional<Status> status(Submission submission) {
    BucketStatuses statuses =
        new BucketStatuses(bucket(LocalCloud.STATE_BUCKET), RunningCloud::token);
    return answered(() -> statuses.read(submission).map(Kept::value));
  }

  /** All objects under {@code status/} of the spec bucket. */
  List<StoredObject> statuses() {
    String prefix = "status/" + LocalCloud.SPEC_BUCKET + "/";
    return answered(() -> bucket(LocalCloud.STATE_BUCKET).list(prefix));
  }

  /** All records of the queue. */
  List<QueueRecord> queue() {
    BucketQueue queue = new BucketQueue(bucket(LocalCloud.STATE_BUCKET), RunningCloud::token);
    return answered(() -> queue.list().records().stream().map(Kept::value).toList());
  }

  /** Reads or changes what operators set. */
  <T> T control(Function<BucketControl, T> call) {
    ObjectStore bucket = bucket(LocalCloud.STATE_BUCKET);
    return answered(() -> call.apply(new BucketControl(bucket, RunningCloud::token)));
  }

  private ObjectStore bucket(String name) {
    requireRunning();
    URI uri = URI.create("http://127.0.0.1:" + port);
    return new GoogleObjectStore(
        GoogleObjectStore.client(Optional.of(uri), LocalCloud.PROJECT), name);
  }

  private static String token() {
    return UUID.randomUUID().toString();
  }

  /** The client would try for 20 seconds before it says so. */
  private void requireRunning() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_WITHIN_MILLIS);
    } catch (IOException e) {
      throw new Unavailable(
          "nothing listens on 127.0.0.1:"
              + port
              + "; start './slipway local' in another terminal, or name its port with --port",
          e);
    }
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (RetryLater e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }
}
