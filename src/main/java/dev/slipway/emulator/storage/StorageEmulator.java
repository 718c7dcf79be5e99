package dev.slipway.emulator.storage;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.LoopbackHttp;
import dev.slipway.emulator.StateSaver;
import dev.slipway.emulator.event.EventDelivery;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A Cloud Storage for a laptop: the JSON API over plain HTTP on 127.0.0.1, in memory, with event
 * delivery. Objects are strongly consistent, calls are atomic, preconditions hold.
 *
 * <p>What it does not do:
 *
 * <ul>
 *   <li>credentials, IAM, ACLs, HMAC keys, signed URLs: everybody may do everything, unless {@link
 *       #guard} says otherwise
 *   <li>soft delete, retention, holds, lifecycle; {@code matchGlob}, folders
 *   <li>changing more of a bucket than its versioning; bucket preconditions
 *   <li>the batch endpoint; the XML and gRPC APIs
 *   <li>encryption: with a customer-supplied key only the answers are those of an encrypted object;
 *       objects of 2 GB or more
 *   <li>any order of events; Pub/Sub other than the messages of notification configurations
 *   <li>rate limits other than the one on changes of one object name; anything regional
 * </ul>
 *
 * A call it does not know is answered with 400 and says so.
 */
public final class StorageEmulator implements AutoCloseable {

  /** The same calls one after another give the same generations and ids. */
  private static final long SEED = 1;

  private final HttpServer server;
  private final ExecutorService threads;
  private final StorageState state;
  private final StorageAccess access;
  private final StorageEvents events;
  private final StorageTopics topics;
  private final StorageFaults faults;
  private final EventDelivery delivery;
  private final Optional<StateSaver> saver;

  private StorageEmulator(
      StorageEmulatorOptions options,
      Journal journal,
      StorageInterceptor interceptor,
      HttpServer server,
      Optional<StorageFolder> folder) {
    this.server = server;
    this.threads = Executors.newCachedThreadPool(StorageEmulator::daemon);
    Optional<StorageIndex> before = folder.flatMap(StorageFolder::load);
    Random random = new Random(SEED);
    StorageNumbers generations = numbers(random, before.map(StorageIndex::generations));
    StorageNumbers ids = numbers(random, before.map(StorageIndex::ids));
    StorageJson json = new StorageJson(root());
    this.delivery = EventDelivery.start(options.clock(), journal);
    this.events = new StorageEvents(delivery, ids, json, options.eventCopies());
    this.topics = new StorageTopics(delivery, ids, json, options.eventCopies());
    this.faults = new StorageFaults(journal, options.clock(), StorageEmulator::sleep);
    StorageJournal changes = new StorageJournal(journal);
    this.state =
        new StorageState(
            options.clock(),
            generations,
            new ObjectWriteLimit(options.clock(), options.writesPerObjectPerSecond()),
            (bucket, change) -> {
              changes.changed(change);
              events.changed(change);
              topics.changed(bucket, change);
            });
    before.map(StorageIndex::buckets).orElse(List.of()).forEach(state::restore);
    options.buckets().forEach(state::createIfMissing);
    this.saver = folder.map(kept -> StorageSaver.of(kept, state, generations, ids));
    this.access = new StorageAccess(state);
    StorageApi api =
        new StorageApi(
            state,
            new StorageUploads(state, ids, root()),
            new BucketCalls(state, json, ids),
            json,
            access,
            (request, next) -> faults.answer(request, call -> interceptor.answer(call, next)));
    LoopbackHttp.serve(server, new StorageHttp(api, new StorageFaultsRest(faults)));
    server.setExecutor(threads);
  }

  /**
   * Starts an emulator, which listens when this returns.
   *
   * @param journal takes note of every change and every delivery
   * @throws UncheckedIOException if the port is taken, or the folder broken or in use
   */
  public static StorageEmulator start(StorageEmulatorOptions options, Journal journal) {
    return start(options, journal, StorageInterceptor.NONE);
  }

  /** Starts an emulator whose calls all pass through an interceptor. */
  static StorageEmulator start(
      StorageEmulatorOptions options, Journal journal, StorageInterceptor interceptor) {
    HttpServer server = StorageHttp.listen(options.port());
    Optional<StorageFolder> folder = Optional.empty();
    try {
      folder = options.folder().map(StorageFolder::open);
      StorageEmulator emulator = new StorageEmulator(options, journal, interceptor, server, folder);
      server.start();
      emulator.saver.ifPresent(StateSaver::start);
      return emulator;
    } catch (UncheckedIOException e) {
      folder.ifPresent(StorageFolder::close);
      server.stop(0);
      throw e;
    }
  }

  private static StorageNumbers numbers(Random random, Optional<StorageNumbers.Position> before) {
    StorageNumbers fresh = new StorageNumbers(random);
    return before.map(StorageNumbers.Position::goOn).orElse(fresh);
  }

  /** Its address, {@code http://127.0.0.1:PORT}: the host to give to clients. */
  public URI uri() {
    return URI.create(root());
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Writes an object without a client, as every write does: in the journal and with events.
   *
   * @param metadata custom metadata
   * @return the new generation
   * @throws IllegalArgumentException if Cloud Storage would refuse the write
   */
  public long put(String bucket, String name, byte[] bytes, Map<String, String> metadata) {
    ObjectAttributes attributes = ObjectAttributes.of("application/octet-stream", metadata);
    try {
      return state
          .write(ObjectTarget.live(bucket, name), ObjectContent.of(bytes), attributes)
          .generation();
    } catch (StorageRefusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /** The live generation of an object; empty if there is none, or no such bucket. */
  public Optional<ObjectVersion> get(String bucket, String name) {
    try {
      return Optional.of(state.get(ObjectTarget.live(bucket, name)));
    } catch (StorageRefusal refusal) {
      return Optional.empty();
    }
  }

  /**
   * Every generation of an object that is kept, the oldest first and the live one last; empty if
   * there is none, or no such bucket.
   */
  public List<ObjectVersion> versions(String bucket, String name) {
    return state.read(
        buckets ->
            buckets.stream()
                .filter(candidate -> candidate.name().equals(bucket))
                .flatMap(found -> found.versions(name).stream())
                .toList());
  }

  /**
   * The names of all objects that start with this, in the order of their UTF-8 bytes.
   *
   * @throws IllegalArgumentException if there is no such bucket
   */
  public List<String> names(String bucket, String prefix) {
    List<String> names = new ArrayList<>();
    Optional<String> after = Optional.of("");
    try {
      while (after.isPresent()) {
        ObjectListing.ListedPage page = state.list(bucket, ObjectListing.of(prefix, after.get()));
        page.objects().forEach(object -> names.add(object.name()));
        after = page.end();
      }
    } catch (StorageRefusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
    return names;
  }

  /**
   * Delivers each event of this type in this bucket to this address from now on.
   *
   * @throws IllegalArgumentException if the target is no HTTP address
   */
  public void deliverTo(String bucket, StorageEventType type, URI target) {
    events.subscribe(bucket, type, target);
  }

  /**
   * Delivers each message of a Pub/Sub topic to this address from now on, as {@code
   * google.cloud.pubsub.topic.v1.messagePublished} events. Messages come from the notification
   * configurations of buckets.
   *
   * @param topic {@code projects/P/topics/T}
   * @throws IllegalArgumentException if the target is no HTTP address
   */
  public void deliverTopicTo(String topic, URI target) {
    topics.subscribe(topic, target);
  }

  /**
   * Turns versioning of a bucket on or off: whether what is overwritten or deleted is kept.
   *
   * @throws IllegalArgumentException if there is no such bucket
   */
  public void setVersioning(String bucket, boolean versioning) {
    try {
      var unused = state.setVersioning(bucket, versioning);
    } catch (StorageRefusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /** Refuses from now on what this table does not grant; until then everybody may do everything. */
  public void guard(AccessTable table) {
    access.guard(table);
  }

  /** What is to go wrong with calls; nothing, until told otherwise. */
  public StorageFaults faults() {
    return faults;
  }

  /** The delivery that carries this emulator's events; others may post theirs with it. */
  public EventDelivery delivery() {
    return delivery;
  }

  /** Stops listening and delivering; what was held is gone, unless a folder keeps it. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    delivery.close();
    saver.ifPresent(StateSaver::close);
  }

  private String root() {
    return "http://127.0.0.1:" + port();
  }

  /** In real time, whatever the clock says. */
  private static void sleep(Duration length) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "emulator-storage");
    thread.setDaemon(true);
    return thread;
  }
}
