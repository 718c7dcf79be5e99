package dev.slipway.simulation;

import java.util.Locale;
import java.util.function.Supplier;

/** What the protocol rests on, and can be taken away to see what breaks. */
enum Protection {
  /** A mark replaces exactly the record that was read. */
  MARK_COMPARE(
      () ->
          StoreMutations.withoutCompare(
              object ->
                  object.name().startsWith("queue/")
                      && "LAUNCHING".equals(object.metadata().get("state")))),
  /** After the mark the queue is listed again. */
  LIST_BEFORE_CREATE(QueueMutations::withoutListBeforeCreate),
  /** Records past waiting hold replicas before their jobs are listed. */
  RESERVATIONS(QueueMutations::withoutReservations),
  /** A job of unknown outcome is looked up in all states, over ones too. */
  LOOK_UP_IN_ALL_STATES(PortMutations::withLookUpOfLiveJobsOnly),
  /** Endings are remembered. */
  DONE(PortMutations::withoutDone),
  /** A job is created within a quarter of the grace after its mark, from a look that is fresh. */
  LAUNCH_WINDOW(PortMutations::withoutWindow),
  /** Who fails to write reads back whether it was his own hand. */
  READ_BACK(StoreMutations::withoutReadBack),
  /** A status replaces exactly the one that was read. */
  STATUS_COMPARE(
      () -> StoreMutations.withoutCompare(object -> object.name().startsWith("status/"))),
  /** Who frees the lease lists the queue once more. */
  LIST_AFTER_RELEASE(PortMutations::withoutListAfterRelease);

  private final Supplier<Mutation> without;

  Protection(Supplier<Mutation> without) {
    this.without = without;
  }

  /** A process without it. */
  Mutation without() {
    return without.get();
  }

  /** For the command line: {@code mark-compare}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
