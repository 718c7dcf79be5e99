package dev.slipway.emulator;

import java.time.Instant;
import java.util.OptionalLong;

/** Something that happened to an object. */
sealed interface ObjectChange {

  /** The generation it happened to. */
  ObjectVersion object();

  /** When it took effect. */
  Instant at();

  /**
   * A new generation became live.
   *
   * @param object the new generation
   * @param at when
   */
  record Written(ObjectVersion object, Instant at) implements ObjectChange {}

  /**
   * The attributes of the live generation changed.
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
}
