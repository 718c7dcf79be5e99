package dev.slipway.wiring;

import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.ReadExecutor;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.runtime.Threads;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketLeases;
import dev.slipway.storage.BucketOwner;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketSpecs;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.ReadOnlyStore;
import dev.slipway.storage.StateOwner;
import dev.slipway.storage.Timeouts;
import dev.slipway.vertex.CallTimeouts;
import dev.slipway.vertex.JobSchema;
import dev.slipway.vertex.VertexClients;
import dev.slipway.web.Views;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The connections to Cloud Storage and Vertex AI. One for each process; safe for use by many
 * threads.
 */
public final class GoogleClients implements AutoCloseable {

  /** How many status documents are read at a time for the status page. */
  private static final int READERS = 10;

  private final Function<String, GoogleObjectStore> buckets;
  private final VertexClients vertex;
  private final ReadExecutor concurrently = new Threads();

  private GoogleClients(Function<String, GoogleObjectStore> buckets, VertexClients vertex) {
    this.buckets = buckets;
    this.vertex = vertex;
  }

  /**
   * Connects with normal patience; nothing is sent yet.
   *
   * @throws UncheckedIOException when there are no application default credentials
   */
  public static GoogleClients open(Environment environment) {
    return open(environment, Timeouts.NORMAL, CallTimeouts.NORMAL);
  }

  /** Connects as {@link #open(Environment)} does, to wait that long for answers. */
  public static GoogleClients open(Environment environment, Timeouts storage, CallTimeouts vertex) {
    // Side by side: either takes a good part of the start.
    CompletableFuture<VertexClients> clients =
        CompletableFuture.supplyAsync(
            () -> VertexAdapters.connect(environment.vertexEndpoint(), vertex),
            task -> new Thread(task, "connect-vertex").start());
    Function<String, GoogleObjectStore> buckets =
        GoogleObjectStore.connect(environment.storageEmulator(), environment.project(), storage);
    try {
      return new GoogleClients(buckets, clients.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException noCredentials) {
        throw noCredentials;
      }
      throw e;
    }
  }

  /**
   * Everything outside, for the buckets, project and location of an environment.
   *
   * @param log for what concerns the process, and no event
   */
  public Ports ports(Environment environment, Time time, Log log) {
    GoogleObjectStore store = buckets.apply(environment.stateBucket());
    StateAdapters state = StateAdapters.of(store);
    VertexAdapters adapters = vertex(environment);
    return new Ports(
        new BucketSpecs(buckets::apply, environment.specs()),
        state.queue(concurrently),
        state.outcomes(),
        state.statuses(),
        new BucketLeases(store.impatient(), state.tokens()),
        state.control(),
        environment.policy().policies(buckets::apply, time),
        adapters.resources(),
        adapters.jobs(time::now, log),
        new JobSchema(environment.location()),
        time,
        concurrently,
        state.tokens());
  }

  private VertexAdapters vertex(Environment environment) {
    return new VertexAdapters(vertex, environment.project(), environment.location());
  }

  /** Whether the state bucket is this deployment's; one that belongs to none becomes it. */
  OwnBucket ownBucket(Environment environment) {
    BucketOwner owner = StateAdapters.of(buckets.apply(environment.stateBucket())).owner();
    return ownBucket(environment, owner::claim);
  }

  /** The same for the status page, which claims nothing. */
  OwnBucket visibleBucket(Environment environment) {
    BucketOwner owner = StateAdapters.readOnly(buckets.apply(environment.stateBucket())).owner();
    return ownBucket(environment, mine -> owner.find().orElse(mine));
  }

  private static OwnBucket ownBucket(Environment environment, UnaryOperator<StateOwner> claim) {
    StateOwner mine =
        new StateOwner(environment.project(), environment.location(), environment.specBucket());
    return new OwnBucket(environment.stateBucket(), mine, claim);
  }

  /** What the status page is made of: nothing of it can be written through these. */
  Views views(Environment environment, Time time, Log log) {
    StateAdapters state = StateAdapters.readOnly(buckets.apply(environment.stateBucket()));
    VertexAdapters adapters = vertex(environment);
    BucketQueue queue = state.queue();
    BucketControl control = state.control();
    Policies policies =
        environment.policy().policies(bucket -> new ReadOnlyStore(buckets.apply(bucket)), time);
    return new BucketViews(
        new Overview.OverviewSources(
            adapters.resources()::list,
            adapters.jobs(time::now, log),
            () -> queue.list().noting(control.cancelRequests()),
            control::pause,
            state.statusIndex(),
            environment.settings().usageLag(),
            new OverviewPolicy(policies, environment.settings()),
            environment.policy().notice().stream().toList()),
        new SubmissionDetails.DetailSources(queue, state.outcomes(), state.statuses()),
        environment.specBucket(),
        time,
        Executors.newFixedThreadPool(READERS, GoogleClients::daemon));
  }

  /** It keeps no process alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "slipway-reader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    vertex.close();
  }
}
