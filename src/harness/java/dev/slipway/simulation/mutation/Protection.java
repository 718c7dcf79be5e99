package dev.slipway.simulation.mutation;

import dev.slipway.storage.NewObject;
import java.util.Locale;

/** What the protocol rests on, and can be taken away to see what breaks. */
public enum Protection {
  /** A claim replaces exactly the record that was read. */
  MARK_COMPARE,
  /** After the claim the queue is listed again. */
  LIST_BEFORE_CREATE,
  /** A direct launch has listed what waits. */
  LIST_BEFORE_MARK,
  /** A record that is known is not read again only while its generation is the same. */
  GENERATIONS,
  /** Records past waiting hold replicas before their jobs are listed. */
  RESERVATIONS,
  /** A job of unknown outcome is looked up in all states, over ones too. */
  LOOK_UP_IN_ALL_STATES,
  /** Endings are remembered. */
  DONE,
  /**
   * A job is created within a quarter of the grace after its claim, from a snapshot that is fresh.
   */
  LAUNCH_WINDOW,
  /** After a write that failed, the object is read back: it may be its own. */
  READ_BACK,
  /** A status replaces exactly the one that was read. */
  STATUS_COMPARE,
  /** After the lease is released the queue is listed once more. */
  LIST_AFTER_RELEASE,
  /** Policy is checked, at intake and before launch. */
  POLICY,
  /** Of pools that share a shape each has room of its own. */
  POOL_BY_POOL,
  /**
   * A job is created only if the list after the claim shows exactly the record that was written.
   */
  OWN_CLAIM,
  /** For how long a launch is looked for stands in its record. */
  GRACE_IN_RECORD,
  /** A launch that fails again and again is tried again later and later. */
  BACK_OFF,
  /** The sweep compares statuses with their records. */
  STATUS_REPAIR,
  /** The holder of the lease does what ticks are for when it is time. */
  HOUSEKEEPING,
  /** The sweep notes deletions of which no event told. */
  DELETIONS_SWEPT,
  /** A spec whose content is refused is rejected. */
  REFUSED_CONTENT,
  /** Records of another version hold replicas and keep their turn. */
  FOREIGN_RECORDS,
  /** Requests to cancel are looked for by each pass. */
  CANCEL_REQUESTS,
  /** After the claim a request to cancel is looked for once more. */
  CANCEL_REQUEST_AFTER_MARK;

  /** A process without it. */
  public Mutation without() {
    return switch (this) {
      case MARK_COMPARE -> StoreMutations.withoutCompare(Protection::isMark);
      case LIST_BEFORE_CREATE -> QueueMutations.withoutListBeforeCreate();
      case LIST_BEFORE_MARK -> QueueMutations.withoutWhoWaits();
      case GENERATIONS -> StoreMutations.withoutGenerations();
      case RESERVATIONS -> QueueMutations.withoutReservations();
      case LOOK_UP_IN_ALL_STATES -> PortMutations.withLookUpOfLiveJobsOnly();
      case DONE -> PortMutations.withoutDone();
      case LAUNCH_WINDOW -> PortMutations.withoutWindow();
      case READ_BACK -> StoreMutations.withoutReadBack();
      case STATUS_COMPARE ->
          StoreMutations.withoutCompare(object -> object.name().startsWith("status/"));
      case LIST_AFTER_RELEASE -> PortMutations.withoutListAfterRelease();
      case POLICY -> PortMutations.withoutPolicy();
      case POOL_BY_POOL -> PortMutations.withOnePoolForEachShape();
      case OWN_CLAIM -> ClaimMutations.withoutOwnClaim();
      case GRACE_IN_RECORD -> ClaimMutations.withoutGrace();
      case BACK_OFF -> ClaimMutations.withoutBackOff();
      case STATUS_REPAIR -> HousekeepingMutations.withoutStatusRepair();
      case HOUSEKEEPING -> HousekeepingMutations.withoutHousekeeping();
      case DELETIONS_SWEPT -> HousekeepingMutations.withoutDeletionsSwept();
      case REFUSED_CONTENT -> HousekeepingMutations.withoutRefusedContent();
      case FOREIGN_RECORDS -> ClaimMutations.withoutForeignRecords();
      case CANCEL_REQUESTS -> HousekeepingMutations.withoutCancelRequests();
      case CANCEL_REQUEST_AFTER_MARK -> HousekeepingMutations.withoutCancelRequestAfterMark();
    };
  }

  private static boolean isMark(NewObject object) {
    return object.name().startsWith("queue/") && "LAUNCHING".equals(object.metadata().get("state"));
  }

  /** For the command line: {@code mark-compare}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
