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

  private final Cloud cloud;
  private final Deliverer deliverer;
  private final Tally tally;
  private final Random random;
  private final Map<Submission, Sent> sent = new LinkedHashMap<>();

  /** What stands in the bucket, the oldest first. */
  private final List<Submission> live = new ArrayList<>();

  private int names;

  Users(Cloud cloud, Deliverer deliverer, Tally tally, Random random) {
    this.cloud = cloud;
    this.deliverer = deliverer;
    this.tally = tally;
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
        gone(old, Tally.Of.OVERWRITTEN);
      }
    } else if (drawn < 0.42 && !live.isEmpty()) {
      Submission old = recent();
      cloud.delete(old.object());
      gone(old, Tally.Of.DELETED);
    } else {
      var unused = upload("team-%d/spec-%d.json".formatted(random.nextInt(4), ++names));
    }
  }

  /** All that was sent until now. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent.values());
  }

  /** One of the last, which most likely waits or runs. */
  private Submission recent() {
    return live.get(live.size() - 1 - random.nextInt(Math.min(6, live.size())));
  }

  private void publish() {
    String key = "message-" + ++names;
    SpecText spec = SpecText.draw(random, key);
    note(Submission.published(key), spec);
    tally.count(Tally.Of.PUBLISHED);
    deliverer.surely(Event.spec(key, spec.text(), Instant.now()));
  }

  private boolean upload(String object) {
    SpecText spec = SpecText.draw(random, object.replaceAll("\\W", "-"));
    long generation;
    try {
      generation = cloud.upload(object, spec.text());
    } catch (IllegalArgumentException e) {
      // More often than Cloud Storage takes it, about once a second: the user gives up.
      return false;
    }
    Submission submission = new Submission(Cloud.SPECS, object, Long.toString(generation));
    note(submission, spec);
    live.add(submission);
    tally.count(Tally.Of.UPLOADED);
    return true;
  }

  private void note(Submission submission, SpecText spec) {
    sent.put(submission, new Sent(submission, spec.expected(), Optional.empty()));
  }

  private void gone(Submission old, Tally.Of how) {
    live.remove(old);
    Instant now = Instant.now();
    sent.computeIfPresent(old, (submission, before) -> before.goneBy(now, how == Tally.Of.DELETED));
    tally.count(how);
  }
}
