package dev.slipway.chaos;

import dev.slipway.dispatch.model.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** People who upload, overwrite, delete and publish specs at random, and what they sent. */
final class Users {

  private final SharedEmulators emulators;
  private final EventDeliverer deliverer;
  private final Counters counters;
  private final Random random;
  private final Map<Submission, SentSpec> sent = new LinkedHashMap<>();

  /** What stands in the bucket, the oldest first. */
  private final List<Submission> live = new ArrayList<>();

  private int names;

  Users(SharedEmulators emulators, EventDeliverer deliverer, Counters counters, Random random) {
    this.emulators = emulators;
    this.deliverer = deliverer;
    this.counters = counters;
    this.random = random;
  }

  /** Somebody does something. */
  synchronized void act() {
    double drawn = random.nextDouble();
    if (drawn < 0.15) {
      publish();
    } else if (drawn < 0.30 && !live.isEmpty()) {
      Submission old = recent();
      if (upload(old.object())) {
        gone(old, Counters.Counter.OVERWRITTEN);
      }
    } else if (drawn < 0.42 && !live.isEmpty()) {
      Submission old = recent();
      emulators.delete(old.object());
      gone(old, Counters.Counter.DELETED);
    } else {
      var unused = upload("team-%d/spec-%d.json".formatted(random.nextInt(4), ++names));
    }
  }

  /** All that was sent until now. */
  synchronized List<SentSpec> sent() {
    return List.copyOf(sent.values());
  }

  /** One of the last, which most likely waits or runs. */
  private Submission recent() {
    return live.get(live.size() - 1 - random.nextInt(Math.min(6, live.size())));
  }

  private void publish() {
    String key = "message-" + ++names;
    RandomSpec spec = RandomSpec.draw(random, key);
    note(Submission.published(key), spec);
    counters.count(Counters.Counter.PUBLISHED);
    deliverer.surely(DeliveredEvent.spec(key, spec.text(), Instant.now()));
  }

  private boolean upload(String object) {
    RandomSpec spec = RandomSpec.draw(random, object.replaceAll("\\W", "-"));
    long generation;
    try {
      generation = emulators.upload(object, spec.text());
    } catch (IllegalArgumentException e) {
      // More often than Cloud Storage takes it, about once a second: the user gives up.
      return false;
    }
    Submission submission =
        new Submission(SharedEmulators.SPECS, object, Long.toString(generation));
    note(submission, spec);
    live.add(submission);
    counters.count(Counters.Counter.UPLOADED);
    return true;
  }

  private void note(Submission submission, RandomSpec spec) {
    sent.put(submission, new SentSpec(submission, spec.expected(), Optional.empty()));
  }

  private void gone(Submission old, Counters.Counter how) {
    live.remove(old);
    Instant now = Instant.now();
    sent.computeIfPresent(
        old, (submission, before) -> before.goneBy(now, how == Counters.Counter.DELETED));
    counters.count(how);
  }
}
