package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.StateFolder;
import dev.slipway.emulator.StateSaver;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Vertex AI on a laptop: custom jobs and persistent resources, over gRPC without TLS and over REST
 * (JSON, plain HTTP), both on 127.0.0.1 and of one state.
 *
 * <p>A job goes QUEUED, PENDING, RUNNING, SUCCEEDED by the clock alone. Two labels change its way:
 * {@code emulator-outcome: failed}, and {@code emulator-seconds: N}, its run time at speed 1. From
 * its creation to its end it holds replicas of its resource pools, which the journal shows as
 * {@code replicas.held}. Nothing happens between calls: what became due is applied, and journaled
 * with the instant it took effect, when somebody next calls or looks; so look with {@link
 * #catchUp()} before reading the journal. Where no public text says what Vertex AI does, the code
 * says "our inference".
 *
 * <p>What it does not do:
 *
 * <ul>
 *   <li>It runs no container: a job's only effects are its states and the replicas it holds.
 *   <li>It knows no machine catalogue, quotas, stockouts, rate limits or permissions. Any machine
 *       type, image and service account will do.
 *   <li>It does not compare a job's network, CMEK key, PSC interface or service account with its
 *       persistent resource's, though the API rejects some of these differences.
 *   <li>It does not queue a job whose resource pool is full; see {@link WhenFull}.
 *   <li>It ignores {@code scheduling}: no timeout, no restarts, no FLEX_START waiting.
 *   <li>Autoscaled pools do not scale: {@code replicaCount} stays as it was put.
 *   <li>It updates and reboots no persistent resource by RPC; see {@link #resources()}.
 *   <li>Operations are only got, not listed, awaited or cancelled. It has no other RPC of the two
 *       services.
 *   <li>Over REST, v1beta1 is v1 under another path: fields that only v1beta1 has are unknown, and
 *       {@code @type} says v1. {@code fields}, {@code callback} and every {@code alt} are ignored.
 *   <li>Filters have no fuzzy text, no {@code -} for NOT and no functions; a page token is not tied
 *       to the filter of its list.
 *   <li>It forgets no job until told to; and everything when closed, unless a folder keeps it
 *       ({@link VertexOptions#withFolder}). The requests it notes and its faults are not kept.
 * </ul>
 */
public final class VertexEmulator implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final long CLOSE_SECONDS = 5;

  private final VertexState state;
  private final Optional<StateSaver> saver;
  private final VertexApi api;
  private final PersistentResources resources;
  private final VertexFaults faults;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final VertexHttp rest;
  private final Server server;

  private VertexEmulator(VertexOptions options, Journal journal, Optional<StateFolder> folder) {
    state =
        folder
            .map(kept -> VertexSaver.load(kept, options, journal))
            .orElseGet(() -> new VertexState(options, journal));
    saver = folder.map(kept -> VertexSaver.of(kept, state));
    faults = new VertexFaults(options.clock(), journal, this::pause);
    api = new VertexApi(state, faults);
    resources = new PersistentResources(state);
    rest =
        listening(
            options.restPort(),
            () -> VertexHttp.bind(options.restPort(), new VertexRest(api, faults)));
    try {
      server = listening(options.port(), () -> grpc(options.port()).start());
    } catch (UncheckedIOException e) {
      rest.close();
      throw e;
    }
    rest.start();
    saver.ifPresent(StateSaver::start);
  }

  private Server grpc(int port) throws IOException {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port))
        .intercept(new LocalGrpcCallers())
        .addService(new VertexJobService(api))
        .addService(new VertexPersistentResourceService(api))
        .addService(VertexOperationsService.of(api))
        .build();
  }

  /**
   * Starts an emulator, without persistent resources but for those its folder keeps. Of what is
   * kept the journal is told only the held replicas of each pool.
   *
   * @param journal where its changes are written
   * @throws UncheckedIOException if a port cannot be had, saying which; or if the folder is broken
   *     or in use
   */
  public static VertexEmulator start(VertexOptions options, Journal journal) {
    Optional<StateFolder> folder = options.folder().map(StateFolder::open);
    try {
      return new VertexEmulator(options, journal, folder);
    } catch (UncheckedIOException e) {
      folder.ifPresent(StateFolder::close);
      throw e;
    }
  }

  /** What opens a port. */
  @FunctionalInterface
  private interface Opening<T> {
    T open() throws IOException;
  }

  private static <T> T listening(int port, Opening<T> opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:%d; choose another port, or 0 for a free one".formatted(port),
          e);
    }
  }

  /** The port gRPC listens on. */
  public int port() {
    return server.getPort();
  }

  /** Where gRPC clients connect, in plaintext: {@code 127.0.0.1:PORT}. */
  public String endpoint() {
    return "127.0.0.1:" + port();
  }

  /** Where REST clients connect: {@code http://127.0.0.1:PORT/}. */
  public URI restUri() {
    return rest.uri();
  }

  /** Faults of its calls; none until asked for. */
  public VertexFaults faults() {
    return faults;
  }

  /** Its persistent resources, to add and change. */
  public PersistentResources resources() {
    return resources;
  }

  /** Every job as it is now, oldest first, also those that lists do not show yet. */
  public List<CustomJob> jobs() {
    return state.jobs();
  }

  /**
   * Replicas held now, by {@code RESOURCE/POOL} (the two IDs), pools without any included. Pools of
   * the same IDs in two locations are summed.
   */
  public SortedMap<String, Long> held() {
    return state.held();
  }

  /** The CreateCustomJob requests exactly as they arrived, in order, refused ones too. */
  public List<CreateCustomJobRequest> createRequests() {
    return api.createRequests();
  }

  /** Applies and journals everything that is due by the clock. */
  public void catchUp() {
    state.catchUp();
  }

  /** Stops it at once; calls under way fail. What a folder keeps is saved. */
  @Override
  public void close() {
    closing.countDown();
    rest.close();
    server.shutdownNow();
    try {
      server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    saver.ifPresent(StateSaver::close);
  }

  private void pause(Duration length) throws InterruptedException {
    var unused = closing.await(length.toNanos(), TimeUnit.NANOSECONDS);
  }
}
