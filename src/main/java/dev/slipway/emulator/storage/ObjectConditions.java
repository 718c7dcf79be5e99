package dev.slipway.emulator.storage;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The preconditions of a call; an empty one always holds.
 *
 * <p>https://cloud.google.com/storage/docs/request-preconditions
 *
 * @param generationMatch the live generation must be this one; 0 means there must be none
 * @param generationNotMatch the live generation must not be this one; 0 means there must be one
 * @param metagenerationMatch the live generation must have this metageneration
 * @param metagenerationNotMatch the live generation must not have this metageneration
 */
record ObjectConditions(
    OptionalLong generationMatch,
    OptionalLong generationNotMatch,
    OptionalLong metagenerationMatch,
    OptionalLong metagenerationNotMatch) {

  static final ObjectConditions NONE =
      new ObjectConditions(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /** Refuses a read: 412 where a match fails, 304 where only a not-match does. */
  void checkRead(ObjectVersion live) {
    check(Optional.of(live), 304);
  }

  /** Refuses a change with 412. */
  void checkChange(Optional<ObjectVersion> live) {
    check(live, 412);
  }

  private void check(Optional<ObjectVersion> live, int statusOfNotMatch) {
    long generation = live.map(ObjectVersion::generation).orElse(0L);
    long metageneration = live.map(ObjectVersion::metageneration).orElse(0L);
    if (differs(generationMatch, generation) || differs(metagenerationMatch, metageneration)) {
      throw StorageRefusal.conditionNotMet(412);
    }
    if (equals(generationNotMatch, generation) || equals(metagenerationNotMatch, metageneration)) {
      throw StorageRefusal.conditionNotMet(statusOfNotMatch);
    }
  }

  private static boolean differs(OptionalLong wanted, long actual) {
    return wanted.isPresent() && wanted.getAsLong() != actual;
  }

  private static boolean equals(OptionalLong unwanted, long actual) {
    return unwanted.isPresent() && unwanted.getAsLong() == actual;
  }
}
