package dev.slipway.simulation;

import dev.slipway.simulation.ServiceOutage.Service;
import dev.slipway.simulation.time.SeededRandom;
import dev.slipway.storage.ContentRefused;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.Version;
import dev.slipway.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A process' client of a bucket, as Google's: it repeats calls whose answers were lost, conditional
 * writes too, and is patient with 429 unless it is told not to be.
 */
final class BucketClient implements ObjectStore {

  private static final int PATIENCE = 6;

  private final SimulationContext context;
  private final SimulatedProcess process;
  private final String bucket;
  private final Service service;
  private final ObjectStore server;
  private final boolean isPatient;
  private String lastConflict = "";

  BucketClient(
      SimulationContext context,
      SimulatedProcess process,
      String bucket,
      ObjectStore server,
      boolean isPatient) {
    this.context = context;
    this.process = process;
    this.bucket = bucket;
    this.service = ServiceOutage.ofBucket(bucket);
    this.server = server;
    this.isPatient = isPatient;
  }

  private ContentRefused refused(String name) {
    return new ContentRefused("400 " + name, process.refused("read " + name, "400"));
  }

  private <T> T call(String what, String name, Supplier<T> effect, Function<T, String> answer) {
    String whole = what + " " + context.trace().object(name);
    if (context.outage().isOut(service)) {
      throw process.cutOff(whole, service);
    }
    return process.call(whole, weight(name), effect, answer);
  }

  /** Records matter most. */
  private static double weight(String name) {
    return name.startsWith("queue/") ? 2 : 1;
  }

  @Override
  public Optional<StoredObject> find(String name) {
    if (context.stickyFailure().isOnFind(bucket, name)) {
      throw process.refused("find " + name, "403");
    }
    Optional<StoredObject> found =
        call(
            "find",
            name,
            () -> {
              Optional<StoredObject> object = server.find(name);
              context.rules().found(process, name, object);
              return object;
            },
            object -> object.isPresent() ? "" : ": none");
    if (name.startsWith("queue/") || name.startsWith("done/") || name.startsWith("status/")) {
      found
          .map(object -> object.metadata().get("token"))
          .filter(lastConflict::equals)
          .ifPresent(token -> context.trace().covered(CoveragePoint.OWN_WRITE_FOUND_BY_ITS_TOKEN));
    }
    return found;
  }

  @Override
  public Optional<byte[]> read(String name, int most) {
    if (context.stickyFailure().isOnRead(bucket, name)) {
      throw refused(name);
    }
    return call(
        "read",
        name,
        () -> server.read(name, most),
        content -> content.isPresent() ? "" : ": none");
  }

  @Override
  public Optional<byte[]> read(String name, String generation, int most) {
    if (context.stickyFailure().isOnRead(bucket, name)) {
      throw refused(name);
    }
    return call(
        "read",
        name,
        () -> server.read(name, generation, most),
        content -> content.isPresent() ? "" : ": changed");
  }

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    String state = object.metadata().getOrDefault("state", "");
    String what = state.isEmpty() ? "write" : "write " + state + " to";
    WriteResult result = once(what, object, content, replaces);
    for (int i = 1; i < PATIENCE && isPatient && result instanceof WriteResult.TooOften; i++) {
      process.sleep(context.random().between(250 * SeededRandom.MILLI, 2 * SeededRandom.SECOND));
      result = once(what, object, content, replaces);
    }
    if (result instanceof WriteResult.TooOften) {
      context.trace().covered(CoveragePoint.WRITTEN_TOO_OFTEN);
      if (!context.stickyFailure().isOnWrite(bucket, object.name())) {
        process.observations().disturb();
      }
    }
    lastConflict =
        result instanceof WriteResult.Written ? "" : object.metadata().getOrDefault("token", "");
    return result;
  }

  private WriteResult once(
      String what, NewObject object, byte[] content, Optional<String> replaces) {
    return call(
        what,
        object.name(),
        () ->
            context.stickyFailure().isOnWrite(bucket, object.name())
                ? Bucket.tooOften(object.name())
                : server.write(object, content, replaces),
        result ->
            result instanceof WriteResult.Written
                ? ""
                : result instanceof WriteResult.Conflict ? ": 412" : ": 429");
  }

  @Override
  public boolean delete(String name, String generation) {
    return call(
        "delete",
        name,
        () -> server.delete(name, generation),
        deleted -> deleted ? "" : ": changed or gone");
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return list(prefix, "", "");
  }

  @Override
  public List<StoredObject> list(String prefix, String from, String before) {
    return listed("list", prefix, () -> server.list(prefix, from, before));
  }

  @Override
  public List<Version> versions(String prefix, String from, String before) {
    return listed("list versions of", prefix, () -> server.versions(prefix, from, before));
  }

  private <T> List<T> listed(String what, String prefix, Supplier<List<T>> listing) {
    return call(
        what,
        prefix,
        () -> {
          context.rules().listed(process, prefix);
          return shuffled(listing.get());
        },
        all -> ": " + all.size());
  }

  /** No order is promised. */
  private <T> List<T> shuffled(List<T> objects) {
    List<T> mixed = new ArrayList<>(objects);
    for (int i = mixed.size() - 1; i > 0; i--) {
      int other = context.random().number(0, i);
      T moved = mixed.get(i);
      mixed.set(i, mixed.get(other));
      mixed.set(other, moved);
    }
    return mixed;
  }

  @Override
  public ObjectPage page(String prefix, String from, int most) {
    return call(
        "page",
        prefix,
        () -> server.page(prefix, from, Math.min(most, context.scenario().page())),
        page -> ": " + page.objects().size());
  }

  @Override
  public String address(String name) {
    return server.address(name);
  }
}
