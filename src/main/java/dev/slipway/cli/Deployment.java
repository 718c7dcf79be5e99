package dev.slipway.cli;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketOwner;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.tools.BucketAccess;
import dev.slipway.storage.tools.OperatorRequests;
import dev.slipway.vertex.FilterCheck;
import dev.slipway.vertex.VertexResources;
import dev.slipway.wiring.DeploymentAddress;
import dev.slipway.wiring.StateAdapters;
import dev.slipway.wiring.VertexAdapters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Slipway that runs somewhere, reached from outside as any other client would: its buckets, and
 * Vertex AI. Connects when it is first asked something; for one thread.
 */
public final class Deployment implements AutoCloseable {

  private static final int CONNECT_WITHIN_MILLIS = 1_000;

  private final DeploymentAddress address;
  private final boolean isLocal;
  private final PrintWriter notes;
  private @Nullable Function<String, GoogleObjectStore> buckets;
  private @Nullable VertexAdapters vertex;
  private @Nullable Jobs jobs;

  /**
   * @param isLocal whether it is a {@code slipway local}
   * @param notes where people are told what a command does without
   */
  Deployment(DeploymentAddress address, boolean isLocal, PrintWriter notes) {
    this.address = address;
    this.isLocal = isLocal;
    this.notes = notes;
  }

  /** Where it is. */
  public DeploymentAddress address() {
    return address;
  }

  /** Whether it is a {@code slipway local}. */
  public boolean isLocal() {
    return isLocal;
  }

  /** Where it is, for people: {@code my-project/us-central1}. */
  public String where() {
    return address.project() + (address.location().isEmpty() ? "" : "/" + address.location());
  }

  /** The bucket to which specs are uploaded. */
  ObjectStore specs() {
    return bucket(address.specs().bucket());
  }

  /** The bucket that the state is in. */
  public ObjectStore state() {
    return bucket(address.stateBucket());
  }

  private StateAdapters adapters() {
    return StateAdapters.of(state());
  }

  /** Its queue. */
  public BucketQueue queue() {
    return adapters().queue();
  }

  /** How submissions ended. */
  BucketOutcomes endings() {
    return adapters().outcomes();
  }

  /** What people are told. */
  public BucketStatuses statuses() {
    return adapters().statuses();
  }

  /** What operators set. */
  public BucketControl control() {
    return adapters().control();
  }

  /** What operators may ask of it. */
  OperatorRequests requests() {
    return new OperatorRequests(state(), adapters().tokens());
  }

  /** Which deployment the state bucket belongs to. */
  public BucketOwner owner() {
    return adapters().owner();
  }

  /**
   * Persistent resources.
   *
   * @throws Unavailable when nobody is logged in
   */
  public VertexResources resources() {
    return vertex().resources();
  }

  /**
   * Custom jobs.
   *
   * @throws Unavailable when nobody is logged in
   */
  Jobs jobs() {
    if (jobs == null) {
      jobs = vertex().jobs(InstantSource.system(), entry -> note(entry.message()));
    }
    return jobs;
  }

  /**
   * Whether Vertex AI takes the filters that jobs are listed by.
   *
   * @throws Unavailable when nobody is logged in
   */
  public FilterCheck filters() {
    return vertex().filters();
  }

  /**
   * Everything there is to see.
   *
   * @param statuses what ended
   * @throws Unavailable when something does not answer
   */
  public Overview overview(StatusIndex statuses) {
    return answered(
        () ->
            Overview.take(
                new Overview.OverviewSources(
                    resources()::list,
                    jobs(),
                    () -> queue().list().noting(control().cancelRequests()),
                    control()::pause,
                    statuses,
                    Duration.ZERO),
                Instant.now()));
  }

  /**
   * Asks, and says in words what is wrong when nothing comes back.
   *
   * @throws Unavailable when nothing answers, or something is missing
   */
  public <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (RetryLater e) {
      throw FailureMessages.of(e, this);
    }
  }

  /**
   * Makes sure that there is a state bucket: an object that is not there looks the same in one that
   * is not there either.
   *
   * @param prefix of names that the caller may list
   * @throws Unavailable when there is none
   */
  void requireState(String prefix) {
    var unused = answered(() -> state().page(prefix, "", 1));
  }

  /** Tells people something besides what they asked for. */
  void note(String text) {
    notes.println(text);
    notes.flush();
  }

  /** What is set for a bucket. */
  public BucketAccess access(String bucket) {
    return new BucketAccess(bucket(bucket));
  }

  /** A bucket. */
  public GoogleObjectStore bucket(String name) {
    if (buckets == null) {
      address.storageEmulator().ifPresent(this::requireRunning);
      buckets = address.buckets();
    }
    return buckets.apply(name);
  }

  private VertexAdapters vertex() {
    if (vertex == null) {
      if (isLocal) {
        address.storageEmulator().ifPresent(this::requireRunning);
      }
      try {
        vertex = address.vertex();
      } catch (UncheckedIOException e) {
        throw new Unavailable(FailureMessages.NO_CREDENTIALS, e);
      }
    }
    return vertex;
  }

  /** The client would try for 20 seconds before it says so. */
  private void requireRunning(URI emulator) {
    int port = emulator.getPort() < 0 ? 80 : emulator.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(emulator.getHost(), port), CONNECT_WITHIN_MILLIS);
    } catch (IOException e) {
      throw new Unavailable(
          "nothing listens on "
              + emulator.getHost()
              + ":"
              + port
              + (isLocal
                  ? "; start './slipway local' in another terminal, or name its port with --port,"
                      + " or a deployment with --project"
                  : ", where STORAGE_EMULATOR_HOST says that Cloud Storage is emulated"),
          e);
    }
  }

  @Override
  public void close() {
    Optional.ofNullable(vertex).ifPresent(adapters -> adapters.clients().close());
  }
}
