package dev.slipway.wiring;

import dev.slipway.dispatch.Concurrently;
import dev.slipway.dispatch.Ports;
import dev.slipway.dispatch.Time;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketEndings;
import dev.slipway.storage.BucketLeases;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketSpecs;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.Timeouts;
import dev.slipway.vertex.JobSchema;
import dev.slipway.vertex.Patience;
import dev.slipway.vertex.VertexClients;
import dev.slipway.vertex.VertexJobs;
import dev.slipway.vertex.VertexResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connections to Cloud Storage and Vertex AI. One for each process; safe for use by many
 * threads.
 */
public final class Connections implements AutoCloseable {

  private final Function<String, GoogleObjectStore> buckets;
  private final VertexClients vertex;
  private final Concurrently concurrently;

  private Connections(
      Function<String, GoogleObjectStore> buckets,
      VertexClients vertex,
      Concurrently concurrently) {
    this.buckets = buckets;
    this.vertex = vertex;
    this.concurrently = concurrently;
  }

  /** The same connections, for calls one after another. */
  public Connections oneByOne() {
    return new Connections(buckets, vertex, Concurrently.oneByOne());
  }

  /**
   * Connects with normal patience; nothing is sent yet.
   *
   * @throws UncheckedIOException when there are no application default credentials
   */
  public static Connections open(Environment environment) {
    return open(environment, Timeouts.NORMAL, Patience.NORMAL);
  }

  /** Connects as {@link #open(Environment)} does, to wait that long for answers. */
  public static Connections open(Environment environment, Timeouts storage, Patience vertex) {
    return new Connections(
        GoogleObjectStore.connect(environment.storageEmulator(), environment.project(), storage),
        connect(environment.vertexEndpoint(), vertex),
        new Threads());
  }

  private static VertexClients connect(String endpoint, Patience patience) {
    try {
      return VertexClients.connect(endpoint, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no credentials for Vertex AI at "
              + endpoint
              + ": run as a service account, or 'gcloud auth application-default login'",
          e);
    }
  }

  /** Everything outside, for the buckets, project and location of an environment. */
  public Ports ports(Environment environment, Time time) {
    Supplier<String> tokens = () -> UUID.randomUUID().toString().replace("-", "");
    GoogleObjectStore state = buckets.apply(environment.stateBucket());
    return new Ports(
        new BucketSpecs(buckets::apply, environment.specs()),
        new BucketQueue(state, tokens),
        new BucketEndings(state, tokens),
        new BucketStatuses(state, tokens),
        new BucketLeases(state.impatient(), tokens),
        new BucketControl(state, tokens),
        environment.policy().policies(buckets::apply, time),
        new VertexResources(vertex, environment.project(), environment.location()),
        new VertexJobs(vertex, environment.project(), environment.location()),
        new JobSchema(environment.location()),
        time,
        concurrently,
        tokens);
  }

  @Override
  public void close() {
    vertex.close();
  }
}
