package dev.slipway.simulation;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.simulation.time.Scheduler;
import dev.slipway.simulation.time.SeededRandom;
import dev.slipway.storage.ForwardingObjectStore;
import dev.slipway.storage.MemoryObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Cloud Storage's side of one bucket: strongly consistent, conditional, and strict about how often
 * one object is written. Every change is shown to a watcher at the moment it takes effect.
 */
final class Bucket {

  /** Sees every change. */
  interface ChangeListener {
    /**
     * An object has changed.
     *
     * @param by whose call it was; empty for users
     */
    void changed(
        Optional<SimulatedProcess> by,
        String name,
        Optional<StoredObject> before,
        Optional<StoredObject> after);
  }

  private final MemoryObjectStore objects;
  private final Scheduler scheduler;
  private final int burst;
  private final ChangeListener watcher;
  private final Map<String, Long> writableFrom = new HashMap<>();

  Bucket(
      String name,
      Scheduler scheduler,
      RandomGenerator generations,
      int burst,
      ChangeListener watcher) {
    this.objects =
        new MemoryObjectStore(name, () -> ProcessClock.instant(scheduler.now()), generations);
    this.scheduler = scheduler;
    this.burst = burst;
    this.watcher = watcher;
  }

  /** What is in it, past all limits and watchers. */
  ObjectStore raw() {
    return objects;
  }

  /** The bucket as the calls of a process reach it; of users when empty. */
  ObjectStore servedTo(Optional<SimulatedProcess> caller) {
    return new ForwardingObjectStore(objects) {
      @Override
      public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
        Optional<StoredObject> before = find(object.name());
        boolean isMeant = before.map(StoredObject::generation).equals(replaces);
        if (isMeant && caller.isPresent() && isTooOften(object.name())) {
          return tooOften(object.name());
        }
        WriteResult result = super.write(object, content, replaces);
        if (result.written().isPresent()) {
          watcher.changed(caller, object.name(), before, result.written());
        }
        return result;
      }

      @Override
      public boolean delete(String name, String generation) {
        Optional<StoredObject> before = find(name);
        boolean deleted = super.delete(name, generation);
        if (deleted) {
          watcher.changed(caller, name, before, Optional.empty());
        }
        return deleted;
      }
    };
  }

  /** What somebody hears who writes an object too often. */
  static WriteResult tooOften(String name) {
    String what = "429 " + name;
    return new WriteResult.TooOften(new RetryLater(what, new IllegalStateException(what)));
  }

  /** One write a second, after a burst. */
  private boolean isTooOften(String name) {
    long now = scheduler.now();
    long from = writableFrom.getOrDefault(name, 0L);
    if (from > now + (burst - 1) * SeededRandom.SECOND) {
      return true;
    }
    writableFrom.put(name, Math.max(from, now) + SeededRandom.SECOND);
    return false;
  }
}
