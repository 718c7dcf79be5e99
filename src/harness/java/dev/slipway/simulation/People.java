package dev.slipway.simulation;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Those who submit specs, overwrite them and delete them, and who pause launching. */
final class People {

  private static final String BUCKET = "specs";

  private final World world;
  private final ObjectStore specs;
  private final Map<String, Submitted> submitted = new LinkedHashMap<>();
  private final ObjectStore state;
  private final BucketControl control;
  private final Cancelling cancelling;
  private final Map<String, Long> goneSince = new HashMap<>();
  private final Set<String> unheard = new HashSet<>();
  private long pausedSince = Long.MAX_VALUE;
  private long paused;
  private int objects;

  People(World world, ObjectStore specs, ObjectStore state) {
    this.world = world;
    this.specs = specs;
    this.state = state;
    this.control = new BucketControl(state, () -> "people");
    this.cancelling = new Cancelling(world, control, state);
  }

  /** Operators who cancel. */
  Cancelling cancelling() {
    return cancelling;
  }

  /** When a submission's spec was deleted or overwritten; never for {@link Long#MAX_VALUE}. */
  long goneSince(String id) {
    return goneSince.getOrDefault(id, Long.MAX_VALUE);
  }

  /** Whether a spec was deleted, and not overwritten, or again by now. */
  boolean isDeleted(Submitted one) {
    return goneSince(one.id()) < Long.MAX_VALUE && live(one.submission()).isEmpty();
  }

  /** Since when launching is paused; not at all for {@link Long#MAX_VALUE}. */
  long pausedSince() {
    return pausedSince;
  }

  /** For how long launching was paused so far. */
  long pausedFor() {
    return pausedSince < Long.MAX_VALUE ? paused + world.stage().now() - pausedSince : paused;
  }

  /** Whether nobody was told of a submission, and its spec is not there to be found. */
  boolean isUnheardOf(Submitted one) {
    return unheard.contains(one.id())
        && live(one.submission()).filter(one.submission()::equals).isEmpty();
  }

  /** Everything that was submitted, by ID. */
  Map<String, Submitted> submitted() {
    return submitted;
  }

  /** Plans all that will be submitted: in bursts mostly, some of it overwritten or deleted. */
  void plan() {
    control.since();
    Dice dice = world.dice();
    long end = world.scenario().minutes() * Dice.MINUTE;
    long burst = dice.between(0, end / 2);
    for (int i = 0; i < world.scenario().specs(); i++) {
      if (dice.chance(0.3)) {
        burst = dice.between(0, end * 3 / 4);
      }
      long at = dice.chance(0.7) ? burst + dice.between(0, Dice.SECOND) : dice.between(0, end);
      world.stage().at(at, this::submit);
    }
    if (world.scenario().is(Trait.LOAD)) {
      world.stage().at(dice.between(0, Dice.MINUTE), () -> submitOn(end));
    }
    if (dice.chance(0.3 * world.scenario().trouble())) {
      long at = dice.between(0, end);
      world.stage().at(at, this::pause);
      world.stage().at(dice.between(at, end), this::resume);
    }
  }

  /** Sustained load: one after another, now uploaded and now published. */
  private void submitOn(long end) {
    Dice dice = world.dice();
    objects++;
    if (dice.chance(0.5)) {
      publish("m" + objects);
    } else {
      upload("s" + objects + ".json");
    }
    if (world.stage().now() < end && !world.faults().areOver()) {
      world.stage().in(dice.between(300 * Dice.MILLI, 1500 * Dice.MILLI), () -> submitOn(end));
    }
  }

  private void submit() {
    Dice dice = world.dice();
    objects++;
    if (dice.chance(0.2)) {
      publish("m" + objects);
      return;
    }
    String object = "s" + objects + ".json";
    upload(object);
    if (dice.chance(0.2)) {
      world.stage().in(soonOrLater(), () -> upload(object));
    }
    if (dice.chance(0.15)) {
      world.stage().in(soonOrLater(), () -> delete(object));
    }
  }

  private long soonOrLater() {
    Dice dice = world.dice();
    return dice.chance(0.5) ? dice.between(0, 5 * Dice.SECOND) : dice.between(0, 5 * Dice.MINUTE);
  }

  private void publish(String key) {
    Submission submission = Submission.published(key);
    SpecText spec = SpecText.draw(world);
    remember(submission, key, spec);
    Bytes content = Bytes.of(spec.bytes());
    world.chronicle().note("people", "publish " + key);
    world
        .mail()
        .send(
            "message " + key,
            new Signal.SpecPublished(key, key, content, MachineTime.instant(world.stage().now())));
  }

  private void upload(String object) {
    if (world.faults().areOver()) {
      return;
    }
    Optional<StoredObject> old = specs.find(object);
    SpecText spec = SpecText.draw(world);
    StoredObject written =
        specs
            .write(
                new NewObject(object, "application/json", Map.of()),
                spec.bytes(),
                old.map(StoredObject::generation))
            .written()
            .orElseThrow();
    Submission submission = new Submission(BUCKET, object, written.generation());
    String alias = remember(submission, object + (old.isPresent() ? "#later" : ""), spec);
    world.chronicle().note("people", "upload " + alias);
    Signal arrived =
        new Signal.SpecArrived(BUCKET, object, written.generation(), written.created());
    if (world.faults().chance(0.1)) {
      unheard.add(submission.id());
      world.mail().lose("arrival of " + alias);
    } else {
      world.mail().send("arrival of " + alias, arrived);
    }
    old.ifPresent(
        overwritten -> {
          world.chronicle().saw(Sight.OVERWRITTEN);
          gone(object, overwritten, Optional.of(written.generation()));
        });
  }

  private void delete(String object) {
    Optional<StoredObject> old = world.faults().areOver() ? Optional.empty() : specs.find(object);
    old.ifPresent(
        deleted -> {
          specs.delete(object, deleted.generation());
          world.chronicle().note("people", "delete " + object);
          gone(object, deleted, Optional.empty());
        });
  }

  /** Somebody deletes the object of a submission, whichever generation it is by now. */
  void deleteSpecOf(String id) {
    Optional.ofNullable(submitted.get(id)).ifPresent(one -> delete(one.submission().object()));
  }

  private void gone(String object, StoredObject old, Optional<String> by) {
    goneSince.put(new Submission(BUCKET, object, old.generation()).id(), world.stage().now());
    String event = "end of " + object;
    if (world.faults().chance(0.2)) {
      world.mail().lose(event);
    } else {
      world.mail().send(event, new Signal.SpecGone(BUCKET, object, old.generation(), by));
    }
  }

  private void pause() {
    control.pause("");
    pausedSince = world.stage().now();
    world.chronicle().note("people", "pause launching");
    world.chronicle().saw(Sight.PAUSED);
  }

  /** Somebody deletes a lease. */
  void removeLease(String name) {
    state.find(name).ifPresent(lease -> state.delete(name, lease.generation()));
    world.chronicle().note("people", "delete " + name);
    world.chronicle().saw(Sight.LEASE_LOST);
  }

  /** Launching goes on. */
  void resume() {
    if (pausedSince < Long.MAX_VALUE) {
      control.resume();
      paused += world.stage().now() - pausedSince;
      pausedSince = Long.MAX_VALUE;
      world.chronicle().note("people", "resume launching");
    }
  }

  private String remember(Submission submission, String alias, SpecText spec) {
    Submitted one = new Submitted(submission, alias, submitted.size(), spec, world.stage().now());
    submitted.put(one.id(), one);
    world.chronicle().call(one.id(), alias);
    world.curses().consider(one);
    if (world.dice().chance(0.1)) {
      world.stage().in(soonOrLater(), () -> cancelling.ask(one.id()));
    }
    return alias;
  }

  /** The live submission of an object; empty when it was deleted. */
  Optional<Submission> live(Submission of) {
    return specs
        .find(of.object())
        .map(object -> new Submission(BUCKET, object.name(), object.generation()));
  }
}
