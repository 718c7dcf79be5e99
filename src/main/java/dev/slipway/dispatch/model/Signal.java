package dev.slipway.dispatch.model;

import java.time.Instant;
import java.util.Optional;

/** What an event says to us. Texts are empty when absent. */
public sealed interface Signal {

  /** Goes on by the kind of signal. */
  <T> T match(Cases<T> cases);

  /**
   * What to do for each kind of signal.
   *
   * @param <T> what comes of it
   */
  interface Cases<T> {
    /** A spec was uploaded. */
    T arrived(SpecArrived signal);

    /** A spec is gone, or an old generation of it. */
    T gone(SpecGone signal);

    /** A message held a spec. */
    T published(SpecPublished signal);

    /** The clock struck. */
    T tick(Tick signal);

    /** Nothing to do. */
    T ignored(Ignored signal);

    /** Nobody can do anything with it. */
    T unreadable(UnreadableEvent signal);
  }

  /**
   * A generation of a spec object was written. It may be overwritten by now.
   *
   * @param at when that was told first, by Google's clock
   */
  record SpecArrived(String bucket, String object, String generation, Instant at)
      implements Signal {
    /** The submission that it is. */
    public Submission submission() {
      return new Submission(bucket, object, generation);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.arrived(this);
    }
  }

  /**
   * A generation of a spec object was deleted or archived. Overwriting it says so too: it is the
   * end of the spec only if no live generation exists.
   *
   * @param overwrittenBy the generation that took its place, where the event names it
   */
  record SpecGone(String bucket, String object, String generation, Optional<String> overwrittenBy)
      implements Signal {
    /** The submission that it was. */
    public Submission submission() {
      return new Submission(bucket, object, generation);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.gone(this);
    }
  }

  /**
   * A message with a spec inside.
   *
   * @param key tells this submission from others: what the publisher set, or the message's ID
   * @param name what the publisher calls it; empty when it has no name
   * @param content the spec as published
   * @param published when, by Pub/Sub's clock
   */
  record SpecPublished(String key, String name, Bytes content, Instant published)
      implements Signal {
    /** The submission that it is. */
    public Submission submission() {
      return Submission.published(key);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.published(this);
    }
  }

  /**
   * Look at everything now.
   *
   * @param published when, by Pub/Sub's clock
   */
  record Tick(Instant published) implements Signal {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.tick(this);
    }
  }

  /**
   * Not for us, or too late to matter: acknowledged and forgotten.
   *
   * @param reason what it is and why it does not matter
   */
  record Ignored(String reason) implements Signal {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.ignored(this);
    }
  }

  /**
   * Meant for us, but broken: acknowledged, since it would be as broken next time, and kept for
   * people.
   *
   * @param name the event's ID
   * @param content the event's data; no bytes when it has none
   * @param reason what is wrong with it
   */
  record UnreadableEvent(String name, Bytes content, String reason) implements Signal {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unreadable(this);
    }
  }
}
