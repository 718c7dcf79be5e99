package dev.slipway.vertex;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.TransportChannel;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.aiplatform.v1.JobServiceClient;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceClient;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceSettings;
import java.io.IOException;
import java.util.Set;

/** The connection to Vertex AI. One for each process; safe for use by many threads. */
public final class VertexClients implements AutoCloseable {

  private static final Set<StatusCode.Code> WORTH_ASKING_AGAIN =
      Set.of(
          StatusCode.Code.UNAVAILABLE,
          StatusCode.Code.DEADLINE_EXCEEDED,
          StatusCode.Code.RESOURCE_EXHAUSTED);

  private static final double PAUSES_GROW = 2;
  private static final int LONGEST_PAUSE = 8;

  /** What both clients share. */
  private record Connection(
      String address, CredentialsProvider credentials, TransportChannel channel) {}

  private final TransportChannel channel;
  private final JobServiceClient jobs;
  private final PersistentResourceServiceClient resources;

  private VertexClients(
      TransportChannel channel, JobServiceClient jobs, PersistentResourceServiceClient resources) {
    this.channel = channel;
    this.jobs = jobs;
    this.resources = resources;
  }

  /**
   * Connects with normal patience: one connection for all, begun at once; no call is made yet.
   *
   * @param endpoint {@code host:port}; plaintext without credentials when the host is loopback
   *     (127.0.0.0/8, localhost, [::1]), else TLS with application default credentials
   * @throws IOException when there are no application default credentials
   */
  public static VertexClients connect(String endpoint) throws IOException {
    return connect(endpoint, CallTimeouts.NORMAL);
  }

  /** Connects as {@link #connect(String)} does, to read with that patience. */
  public static VertexClients connect(String address, CallTimeouts patience) throws IOException {
    Endpoint endpoint = new Endpoint(address);
    CredentialsProvider credentials =
        FixedCredentialsProvider.create(endpoint.credentials().getCredentials());
    TransportChannel channel = endpoint.channel();
    try {
      Connection connection = new Connection(address, credentials, channel);
      return new VertexClients(
          channel,
          JobServiceClient.create(jobSettings(connection, patience)),
          PersistentResourceServiceClient.create(resourceSettings(connection, patience)));
    } catch (IOException | RuntimeException e) {
      channel.shutdownNow();
      throw e;
    }
  }

  JobServiceClient jobs() {
    return jobs;
  }

  PersistentResourceServiceClient resources() {
    return resources;
  }

  @Override
  public void close() {
    jobs.close();
    resources.close();
    channel.shutdown();
  }

  private static JobServiceSettings jobSettings(Connection connection, CallTimeouts patience)
      throws IOException {
    JobServiceSettings.Builder settings = at(connection, JobServiceSettings.newBuilder());
    askAgain(settings.getCustomJobSettings(), patience);
    askAgain(settings.listCustomJobsSettings(), patience);
    askAgain(settings.cancelCustomJobSettings(), patience);
    // Never again by itself: each call may make a job. (What the library may still repeat unasked
    // are calls that certainly never reached the service, https://grpc.io/docs/guides/retry.)
    settings.createCustomJobSettings().setRetryableCodes(Set.of());
    return settings.build();
  }

  private static PersistentResourceServiceSettings resourceSettings(
      Connection connection, CallTimeouts patience) throws IOException {
    PersistentResourceServiceSettings.Builder settings =
        at(connection, PersistentResourceServiceSettings.newBuilder());
    askAgain(settings.getPersistentResourceSettings(), patience);
    askAgain(settings.listPersistentResourcesSettings(), patience);
    return settings.build();
  }

  private static <B extends ClientSettings.Builder<?, B>> B at(Connection connection, B settings) {
    return settings
        .setEndpoint(connection.address())
        .setTransportChannelProvider(FixedTransportChannelProvider.create(connection.channel()))
        .setCredentialsProvider(connection.credentials());
  }

  private static void askAgain(UnaryCallSettings.Builder<?, ?> call, CallTimeouts patience) {
    call.setRetryableCodes(WORTH_ASKING_AGAIN)
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setInitialRpcTimeoutDuration(patience.attempt())
                .setMaxRpcTimeoutDuration(patience.attempt())
                .setRpcTimeoutMultiplier(1)
                .setTotalTimeoutDuration(patience.total())
                .setInitialRetryDelayDuration(patience.pause())
                .setRetryDelayMultiplier(PAUSES_GROW)
                .setMaxRetryDelayDuration(patience.pause().multipliedBy(LONGEST_PAUSE))
                .build());
  }
}
