package dev.slipway.simulation;

import dev.slipway.storage.StateNames;
import java.util.List;
import java.util.Optional;

/**
 * A failure that stays with one submission, object or status, whatever is tried. In the end the
 * submission ends all the same, and nobody waits for it who could be served without it.
 */
final class StickyFailure {

  /** What stays broken. */
  enum BrokenOperation {
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

  private final SimulationContext context;
  private final BrokenOperation broken;
  private final int from;
  private Optional<SubmittedSpec> affected = Optional.empty();

  StickyFailure(SimulationContext context) {
    this.context = context;
    this.broken = context.random().pick(List.of(BrokenOperation.values()));
    this.from = context.random().number(0, 3);
  }

  /** Something was submitted: it may be the one. */
  void consider(SubmittedSpec one) {
    boolean isObject = !one.submission().object().isEmpty() && isUploaded(one);
    if (context.scenario().is(Trait.CURSED)
        && affected.isEmpty()
        && one.order() >= from
        && (isObject || broken == BrokenOperation.CREATE || broken == BrokenOperation.CANCEL)) {
      affected = Optional.of(one);
      context.trace().record("all", "a curse on " + one.alias() + ": " + broken);
    }
  }

  private static boolean isUploaded(SubmittedSpec one) {
    return one.submission().object().endsWith(".json");
  }

  /** Whether something stays broken with a submission. */
  boolean isOn(String id) {
    return affected.filter(one -> one.id().equals(id)).isPresent();
  }

  /** Whether something stays broken with its object, whichever generation. */
  boolean isOnObject(SubmittedSpec other) {
    return affected
        .filter(one -> one.submission().object().equals(other.submission().object()))
        .isPresent();
  }

  /** Whether nobody can tell if an object of this name is there. */
  boolean isOnLiveness(SubmittedSpec other) {
    return broken == BrokenOperation.LIVENESS && isOnObject(other);
  }

  /** Whether something keeps the status of its object from being written for now. */
  boolean isOnStatus(SubmittedSpec other) {
    return isOnObject(other) && !(broken == BrokenOperation.STATUS && context.faults().areOver());
  }

  /** Whether its status will have missed most of the life of a job: that one runs for long. */
  boolean makesRunLong(String id) {
    return broken == BrokenOperation.STATUS && isOn(id) && !context.faults().areOver();
  }

  /** Whether creating the job of a submission fails, each time. */
  boolean isOnCreate(String id) {
    return broken == BrokenOperation.CREATE && isOn(id) && isCovered(CoveragePoint.CURSED_CREATE);
  }

  /** Whether the job of a submission cannot be cancelled for now. */
  boolean isOnCancel(String id) {
    return broken == BrokenOperation.CANCEL
        && isOn(id)
        && !context.faults().areOver()
        && isCovered(CoveragePoint.CURSED_CANCEL);
  }

  /** Whether an object cannot be written for now. */
  boolean isOnWrite(String bucket, String name) {
    return broken == BrokenOperation.STATUS
        && !context.faults().areOver()
        && bucket.equals("state")
        && affected.filter(one -> name.equals(StateNames.status(one.submission()))).isPresent()
        && isCovered(CoveragePoint.CURSED_STATUS);
  }

  /** Whether an object's metadata cannot be read. */
  boolean isOnFind(String bucket, String name) {
    return broken == BrokenOperation.LIVENESS
        && isSpec(bucket, name)
        && !(context.scenario().settings().holdWhenUnknown() && context.faults().areOver())
        && affected
            .flatMap(one -> context.records().find(one.id()))
            .filter(record -> !record.progress().state().isOver())
            .isPresent()
        && isCovered(CoveragePoint.CURSED_LIVENESS);
  }

  /** Whether an object's content cannot be read. */
  boolean isOnRead(String bucket, String name) {
    return broken == BrokenOperation.CONTENT
        && isSpec(bucket, name)
        && isCovered(CoveragePoint.CURSED_CONTENT);
  }

  private boolean isSpec(String bucket, String name) {
    return bucket.equals("specs")
        && affected.filter(one -> one.submission().object().equals(name)).isPresent();
  }

  private boolean isCovered(CoveragePoint point) {
    context.trace().covered(point);
    return true;
  }
}
