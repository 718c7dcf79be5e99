package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.MemoryLog;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.WatchedJobs;
import dev.slipway.dispatch.port.WatchedStore;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketLeases;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketSpecs;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** One process of Slipway in a world that others may share. */
public final class Instance {

  private final World world;
  private final Calls calls = new Calls();
  private final MemoryLog log = new MemoryLog();
  private final Ports ports;
  private final Settings settings;
  private final EventHandler slipway;

  Instance(World world, Settings settings) {
    this.world = world;
    this.settings = settings;
    ObjectStore state = new WatchedStore(world.stateBucket(), calls, "state");
    this.ports =
        new Ports(
            new BucketSpecs(
                bucket -> new WatchedStore(world.specBucket(), calls, bucket), World.SPECS),
            new BucketQueue(state, world.tokens(), calls),
            new BucketOutcomes(state, world.tokens()),
            new BucketStatuses(state, world.tokens()),
            new BucketLeases(state, world.tokens()),
            new BucketControl(state, world.tokens()),
            world::policy,
            id -> calls.make("vertex find " + id, () -> world.resources().find(id)),
            new WatchedJobs(world.jobs(), calls),
            world.schema(),
            world.time(),
            calls,
            world.tokens());
    this.slipway = new EventHandler(ports, settings);
  }

  /** Its calls on the world. */
  public Calls calls() {
    return calls;
  }

  /** What it logged. */
  public MemoryLog log() {
    return log;
  }

  /** The outside as it sees it. */
  Ports ports() {
    return ports;
  }

  /** How it behaves. */
  Settings settings() {
    return settings;
  }

  /** Handles a signal. */
  void handle(Signal signal) {
    slipway.handle(signal, log);
  }

  /** Hears that a spec was uploaded just now. */
  public void hear(Submission spec) {
    hear(spec, world.time().now());
  }

  /** Hears that a spec was uploaded, as was told first at that time. */
  public void hear(Submission spec, Instant at) {
    handle(new Signal.SpecArrived(spec.bucket(), spec.object(), spec.generation(), at));
  }

  /** Hears that a generation of a spec is gone. */
  void hearGone(Submission spec) {
    handle(new Signal.SpecGone(spec.bucket(), spec.object(), spec.generation(), Optional.empty()));
  }

  /** Hears that a generation of a spec was overwritten, in an event that says by which. */
  void hearOverwritten(Submission spec, Submission by) {
    handle(
        new Signal.SpecGone(
            spec.bucket(), spec.object(), spec.generation(), Optional.of(by.generation())));
  }

  /** Takes a spec in and does no more, as if it died before the pass. */
  public void takeIn(Submission spec) {
    Intake intake = new Intake(EventScope.of(ports, settings, log), SpecReader.first(ports));
    if (intake.uploaded(spec).queue().isEmpty()) {
      throw new AssertionError(spec + " was not taken in");
    }
  }

  /** Takes a spec in by the long way, as when others wait before it: the queue, then a pass. */
  void queueUp(Submission spec) {
    takeIn(spec);
    new Dispatcher(EventScope.of(ports, settings, log))
        .dispatch(Optional.of(World.RESOURCE), false);
  }

  /** Hears a message with a spec inside. */
  public void hear(String key, String spec, Instant published) {
    Bytes content = Bytes.of(spec.getBytes(StandardCharsets.UTF_8));
    handle(new Signal.SpecPublished(key, "", content, published));
  }

  /** Hears the clock strike. */
  public void tick() {
    handle(new Signal.Tick(world.time().now()));
  }
}
