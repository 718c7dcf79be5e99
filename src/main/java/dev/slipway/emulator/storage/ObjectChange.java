package dev.slipway.emulator.storage;

import java.time.Instant;
import java.util.OptionalLong;

/** Something that happened to an object. */
sealed interface ObjectChange {

  /** The generation it happened to. */
  ObjectVersion object();

  /** When it took effect. */
  Instant at();

  /** The generation whose place the new one took; empty means none, or nothing was written. */
  default OptionalLong overwrote() {
    return OptionalLong.empty();
  }

  /** The generation that took its place; empty means none did. */
  default OptionalLong overwrittenBy() {
    return OptionalLong.empty();
  }

  /**
   * A new generation became live.
   *
   * @param object the new generation
   * @param at when
   * @param overwrote the generation whose place it took; empty means there was none
   */
  record Finalized(ObjectVersion object, Instant at, OptionalLong overwrote)
      implements ObjectChange {}

  /**
   * The attributes of a generation changed.
   *
   * @param object as it is since
   * @param at when
   */
  record Updated(ObjectVersion object, Instant at) implements ObjectChange {}

  /**
   * A generation ceased to be.
   *
   * @param object as it last was
   * @param at when
   * @param overwrittenBy the generation that took its place; empty means it was deleted
   */
  record Deleted(ObjectVersion object, Instant at, OptionalLong overwrittenBy)
      implements ObjectChange {}

  /**
   * The live generation became a noncurrent one, in a bucket with versioning.
   *
   * @param object as it is since
   * @param at when
   * @param overwrittenBy the generation that took its place; empty means it was deleted
   */
  record Archived(ObjectVersion object, Instant at, OptionalLong overwrittenBy)
      implements ObjectChange {}
}
