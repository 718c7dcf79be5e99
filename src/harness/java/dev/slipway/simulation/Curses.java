package dev.slipway.simulation;

import dev.slipway.storage.StateNames;
import java.util.List;
import java.util.Optional;

/**
 * A failure that stays with one submission, object or status, whatever is tried. In the end the
 * submission ends all the same, and nobody waits for it who could be served without it.
 */
final class Curses {

  /** What stays broken. */
  enum Curse {
    /** Vertex AI answers INTERNAL to the create of one submission, each time. */
    CREATE,
    /**
     * Whether one spec is still there cannot be asked, while its record stands and is not over.
     * Where launches are held until a person acts, while faults last: nothing else might end it.
     */
    LIVENESS,
    /** The content of one spec cannot be read, though it is listed. */
    CONTENT,
    /** The job of one submission cannot be cancelled, while faults last. */
    CANCEL,
    /** The status of one object is written by somebody else without a pause, while faults last. */
    STATUS
  }

  private final World world;
  private final Curse curse;
  private final int from;
  private Optional<Submitted> cursed = Optional.empty();

  Curses(World world) {
    this.world = world;
    this.curse = world.dice().pick(List.of(Curse.values()));
    this.from = world.dice().number(0, 3);
  }

  /** Something was submitted: it may be the one. */
  void consider(Submitted one) {
    boolean isObject = !one.submission().object().isEmpty() && isUploaded(one);
    if (world.scenario().is(Trait.CURSED)
        && cursed.isEmpty()
        && one.order() >= from
        && (isObject || curse == Curse.CREATE || curse == Curse.CANCEL)) {
      cursed = Optional.of(one);
      world.chronicle().note("all", "a curse on " + one.alias() + ": " + curse);
    }
  }

  private static boolean isUploaded(Submitted one) {
    return one.submission().object().endsWith(".json");
  }

  /** Whether something stays broken with a submission. */
  boolean isOn(String id) {
    return cursed.filter(one -> one.id().equals(id)).isPresent();
  }

  /** Whether something stays broken with its object, whichever generation. */
  boolean isOnObject(Submitted other) {
    return cursed
        .filter(one -> one.submission().object().equals(other.submission().object()))
        .isPresent();
  }

  /** Whether nobody can tell if an object of this name is there. */
  boolean isOnLiveness(Submitted other) {
    return curse == Curse.LIVENESS && isOnObject(other);
  }

  /** Whether something keeps the status of its object from being written for now. */
  boolean isOnStatus(Submitted other) {
    return isOnObject(other) && !(curse == Curse.STATUS && world.faults().areOver());
  }

  /** Whether its status will have missed most of the life of a job: that one runs for long. */
  boolean makesRunLong(String id) {
    return curse == Curse.STATUS && isOn(id) && !world.faults().areOver();
  }

  /** Whether creating the job of a submission fails, each time. */
  boolean isOnCreate(String id) {
    return curse == Curse.CREATE && isOn(id) && strikes(Sight.CURSED_CREATE);
  }

  /** Whether the job of a submission cannot be cancelled for now. */
  boolean isOnCancel(String id) {
    return curse == Curse.CANCEL
        && isOn(id)
        && !world.faults().areOver()
        && strikes(Sight.CURSED_CANCEL);
  }

  /** Whether an object cannot be written for now. */
  boolean isOnWrite(String bucket, String name) {
    return curse == Curse.STATUS
        && !world.faults().areOver()
        && bucket.equals("state")
        && cursed.filter(one -> name.equals(StateNames.status(one.submission()))).isPresent()
        && strikes(Sight.CURSED_STATUS);
  }

  /** Whether an object's metadata cannot be read. */
  boolean isOnFind(String bucket, String name) {
    return curse == Curse.LIVENESS
        && isSpec(bucket, name)
        && !(world.scenario().settings().holdWhenUnknown() && world.faults().areOver())
        && cursed
            .flatMap(one -> world.records().find(one.id()))
            .filter(record -> !record.progress().state().isOver())
            .isPresent()
        && strikes(Sight.CURSED_LIVENESS);
  }

  /** Whether an object's content cannot be read. */
  boolean isOnRead(String bucket, String name) {
    return curse == Curse.CONTENT && isSpec(bucket, name) && strikes(Sight.CURSED_CONTENT);
  }

  private boolean isSpec(String bucket, String name) {
    return bucket.equals("specs")
        && cursed.filter(one -> one.submission().object().equals(name)).isPresent();
  }

  private boolean strikes(Sight sight) {
    world.chronicle().saw(sight);
    return true;
  }
}
