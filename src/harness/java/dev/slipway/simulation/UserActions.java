package dev.slipway.simulation;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.simulation.time.SeededRandom;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.tools.OperatorRequests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What users do: submit specs, overwrite and delete them, pause launching. */
final class UserActions {

  private static final String BUCKET = "specs";

  private final SimulationContext context;
  private final ObjectStore specs;
  private final Map<String, SubmittedSpec> submitted = new LinkedHashMap<>();
  private final ObjectStore state;
  private final BucketControl control;
  private final OperatorRequests requests;
  private final CancelActions cancelling;
  private final Map<String, Long> goneSince = new HashMap<>();
  private final Set<String> unheard = new HashSet<>();
  private long pausedSince = Long.MAX_VALUE;
  private long paused;
  private int objects;

  UserActions(SimulationContext context, ObjectStore specs, ObjectStore state) {
    this.context = context;
    this.specs = specs;
    this.state = state;
    this.control = new BucketControl(state, () -> "people");
    this.requests = new OperatorRequests(state, () -> "people");
    this.cancelling = new CancelActions(context, requests, state);
  }

  /** Operators who cancel. */
  CancelActions cancelling() {
    return cancelling;
  }

  /** When a submission's spec was deleted or overwritten; never for {@link Long#MAX_VALUE}. */
  long goneSince(String id) {
    return goneSince.getOrDefault(id, Long.MAX_VALUE);
  }

  /** Whether a spec was deleted, and not overwritten, or again by now. */
  boolean isDeleted(SubmittedSpec one) {
    return goneSince(one.id()) < Long.MAX_VALUE && live(one.submission()).isEmpty();
  }

  /** Since when launching is paused; not at all for {@link Long#MAX_VALUE}. */
  long pausedSince() {
    return pausedSince;
  }

  /** For how long launching was paused so far. */
  long pausedFor() {
    return pausedSince < Long.MAX_VALUE ? paused + context.scheduler().now() - pausedSince : paused;
  }

  /** Whether nobody was told of a submission, and its spec is not there to be found. */
  boolean isUnheardOf(SubmittedSpec one) {
    return unheard.contains(one.id())
        && live(one.submission()).filter(one.submission()::equals).isEmpty();
  }

  /** Everything that was submitted, by ID. */
  Map<String, SubmittedSpec> submitted() {
    return submitted;
  }

  /** Plans all that will be submitted: in bursts mostly, some of it overwritten or deleted. */
  void plan() {
    control.since();
    SeededRandom random = context.random();
    long end = context.scenario().minutes() * SeededRandom.MINUTE;
    long burst = random.between(0, end / 2);
    for (int i = 0; i < context.scenario().specs(); i++) {
      if (random.chance(0.3)) {
        burst = random.between(0, end * 3 / 4);
      }
      long at =
          random.chance(0.7)
              ? burst + random.between(0, SeededRandom.SECOND)
              : random.between(0, end);
      context.scheduler().at(at, this::submit);
    }
    if (context.scenario().is(Trait.LOAD)) {
      context.scheduler().at(random.between(0, SeededRandom.MINUTE), () -> submitOn(end));
    }
    if (random.chance(0.3 * context.scenario().trouble())) {
      long at = random.between(0, end);
      context.scheduler().at(at, this::pause);
      context.scheduler().at(random.between(at, end), this::resume);
    }
  }

  /** Sustained load: one after another, now uploaded and now published. */
  private void submitOn(long end) {
    SeededRandom random = context.random();
    objects++;
    if (random.chance(0.5)) {
      publish("m" + objects);
    } else {
      upload("s" + objects + ".json");
    }
    if (context.scheduler().now() < end && !context.faults().areOver()) {
      context
          .scheduler()
          .in(
              random.between(300 * SeededRandom.MILLI, 1500 * SeededRandom.MILLI),
              () -> submitOn(end));
    }
  }

  private void submit() {
    SeededRandom random = context.random();
    objects++;
    if (random.chance(0.2)) {
      publish("m" + objects);
      return;
    }
    String object = "s" + objects + ".json";
    upload(object);
    if (random.chance(0.2)) {
      context.scheduler().in(soonOrLater(), () -> upload(object));
    }
    if (random.chance(0.15)) {
      context.scheduler().in(soonOrLater(), () -> delete(object));
    }
  }

  private long soonOrLater() {
    SeededRandom random = context.random();
    return random.chance(0.5)
        ? random.between(0, 5 * SeededRandom.SECOND)
        : random.between(0, 5 * SeededRandom.MINUTE);
  }

  private void publish(String key) {
    Submission submission = Submission.published(key);
    GeneratedSpec spec = GeneratedSpec.draw(context);
    remember(submission, key, spec);
    Bytes content = Bytes.of(spec.bytes());
    context.trace().record("people", "publish " + key);
    context
        .delivery()
        .send(
            "message " + key,
            new Signal.SpecPublished(
                key, key, content, ProcessClock.instant(context.scheduler().now())));
  }

  private void upload(String object) {
    if (context.faults().areOver()) {
      return;
    }
    Optional<StoredObject> old = specs.find(object);
    GeneratedSpec spec = GeneratedSpec.draw(context);
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
    context.trace().record("people", "upload " + alias);
    Signal arrived =
        new Signal.SpecArrived(BUCKET, object, written.generation(), written.created());
    if (context.faults().chance(0.1)) {
      unheard.add(submission.id());
      context.delivery().lose("arrival of " + alias);
    } else {
      context.delivery().send("arrival of " + alias, arrived);
    }
    old.ifPresent(
        overwritten -> {
          context.trace().covered(CoveragePoint.OVERWRITTEN);
          gone(object, overwritten, Optional.of(written.generation()));
        });
  }

  private void delete(String object) {
    Optional<StoredObject> old = context.faults().areOver() ? Optional.empty() : specs.find(object);
    old.ifPresent(
        deleted -> {
          specs.delete(object, deleted.generation());
          context.trace().record("people", "delete " + object);
          gone(object, deleted, Optional.empty());
        });
  }

  /** Somebody deletes the object of a submission, whichever generation it is by now. */
  void deleteSpecOf(String id) {
    Optional.ofNullable(submitted.get(id)).ifPresent(one -> delete(one.submission().object()));
  }

  private void gone(String object, StoredObject old, Optional<String> by) {
    goneSince.put(new Submission(BUCKET, object, old.generation()).id(), context.scheduler().now());
    String event = "end of " + object;
    if (context.faults().chance(0.2)) {
      context.delivery().lose(event);
    } else {
      context.delivery().send(event, new Signal.SpecGone(BUCKET, object, old.generation(), by));
    }
  }

  private void pause() {
    requests.pause("");
    pausedSince = context.scheduler().now();
    context.trace().record("people", "pause launching");
    context.trace().covered(CoveragePoint.PAUSED);
  }

  /** Somebody deletes a lease. */
  void removeLease(String name) {
    state.find(name).ifPresent(lease -> state.delete(name, lease.generation()));
    context.trace().record("people", "delete " + name);
    context.trace().covered(CoveragePoint.LEASE_LOST);
  }

  /** Launching goes on. */
  void resume() {
    if (pausedSince < Long.MAX_VALUE) {
      requests.resume();
      paused += context.scheduler().now() - pausedSince;
      pausedSince = Long.MAX_VALUE;
      context.trace().record("people", "resume launching");
    }
  }

  private String remember(Submission submission, String alias, GeneratedSpec spec) {
    SubmittedSpec one =
        new SubmittedSpec(submission, alias, submitted.size(), spec, context.scheduler().now());
    submitted.put(one.id(), one);
    context.trace().setAlias(one.id(), alias);
    context.stickyFailure().consider(one);
    if (context.random().chance(0.1)) {
      context.scheduler().in(soonOrLater(), () -> cancelling.ask(one.id()));
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
