package dev.slipway.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.simulation.Simulation.SeedResult;
import dev.slipway.simulation.mutation.Protection;
import dev.slipway.simulation.time.SeededRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The simulation bites: without any one of the protections a seed breaks. Each test begins at a
 * seed that is known to break, and looks further when it does not any more.
 */
@Tag("thorough")
final class ProtectionTest {

  private static final int MOST_SEEDS = 20_000;

  /** Of seeds under sustained load there are a hundred or so among these. */
  private static final int MOST_SEEDS_OF_A_TRAIT = 400_000;

  @Test
  void withoutTheMarksCompareTheSeedBreaks() {
    breaks(Protection.MARK_COMPARE, 12, "RECORD");
  }

  @Test
  void withoutTheListBeforeCreateTheSeedBreaks() {
    breaks(Protection.LIST_BEFORE_CREATE, 392, "OVER-COMMITTED");
  }

  @Test
  void withoutTheListBeforeTheMarkTheSeedBreaks() {
    breaks(Protection.LIST_BEFORE_MARK, 13, "OVERTAKEN");
  }

  @Test
  void withoutComparingGenerationsTheSeedBreaks() {
    breaks(Protection.GENERATIONS, 8052, "OVER-COMMITTED");
  }

  @Test
  void withoutReservationsTheSeedBreaks() {
    breaks(Protection.RESERVATIONS, 8, "OVER-COMMITTED");
  }

  @Test
  void withoutTheLookUpInAllStatesTheSeedBreaks() {
    breaks(Protection.LOOK_UP_IN_ALL_STATES, 88, "ONE JOB");
  }

  @Test
  void withoutEndingsTheSeedBreaks() {
    breaks(Protection.DONE, 33, "ONE JOB");
  }

  @Test
  void withoutTheLaunchWindowTheSeedBreaks() {
    breaks(Protection.LAUNCH_WINDOW, 592, "ONE JOB");
  }

  @Test
  void withoutTheReadBackTheSeedBreaks() {
    breaks(Protection.READ_BACK, 26, "MARKED FOR NOTHING");
  }

  @Test
  void withoutTheStatusCompareTheSeedBreaks() {
    breaks(Protection.STATUS_COMPARE, 58, "STATUS");
  }

  @Test
  void withoutTheListAfterReleaseTheSeedBreaks() {
    breaks(Protection.LIST_AFTER_RELEASE, 543, "LEFT BEHIND");
  }

  @Test
  void withoutThePolicyTheSeedBreaks() {
    breaks(Protection.POLICY, 3, "NOT ALLOWED");
  }

  @Test
  void withoutRoomPoolByPoolTheSeedBreaks() {
    breaks(Protection.POOL_BY_POOL, 35, "OVER-COMMITTED");
  }

  @Test
  void withoutTheOwnClaimInTheListTheSeedBreaks() {
    breaks(Protection.OWN_CLAIM, 36695, "NOT CLAIMED");
  }

  @Test
  void withoutTheGraceInTheRecordTheSeedBreaks() {
    breaks(Protection.GRACE_IN_RECORD, 48, "GIVEN UP");
  }

  @Test
  void withoutBackingOffTheSeedBreaks() {
    breaks(Protection.BACK_OFF, 82, "NOT SETTLED");
  }

  @Test
  void withoutTheRepairOfStatusesTheSeedBreaks() {
    breaks(Protection.STATUS_REPAIR, 487, "BEHIND");
  }

  @Test
  void withoutHousekeepingByTheHolderTheSeedBreaks() {
    breaks(
        Protection.HOUSEKEEPING,
        LongStream.range(530_418, 530_418 + MOST_SEEDS_OF_A_TRAIT)
            .filter(seed -> Scenario.draw(new SeededRandom(seed)).is(Trait.LOAD)),
        "OVERDUE");
  }

  @Test
  void withoutTheSweepOfDeletionsTheSeedBreaks() {
    breaks(Protection.DELETIONS_SWEPT, 3070, "RUNNING ON");
  }

  @Test
  void withoutRejectingRefusedContentTheSeedBreaks() {
    breaks(Protection.REFUSED_CONTENT, 119, "UNFOUND");
  }

  @Test
  void withoutTheRecordsOfAnotherVersionTheSeedBreaks() {
    breaks(Protection.FOREIGN_RECORDS, 1267, "OVERTAKEN");
  }

  @Test
  void withoutRequestsToCancelTheSeedBreaks() {
    breaks(Protection.CANCEL_REQUESTS, 7, "UNHEEDED");
  }

  @Test
  void withoutTheRequestToCancelAfterTheMarkTheSeedBreaks() {
    breaks(Protection.CANCEL_REQUEST_AFTER_MARK, 10, "UNWANTED");
  }

  @Test
  void everyProtectionIsTakenAwayOnce() {
    long tests =
        Arrays.stream(ProtectionTest.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("without"))
            .count();
    assertEquals(Protection.values().length, tests);
  }

  private static void breaks(Protection without, long known, String rule) {
    breaks(without, LongStream.range(known, known + MOST_SEEDS), rule);
  }

  private static void breaks(Protection without, LongStream seeds, String rule) {
    SeedResult broken =
        seeds
            .mapToObj(seed -> Simulation.run(seed, Optional.of(without)))
            .filter(outcome -> violation(outcome).startsWith(rule + ":"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing breaks without " + without));
    long seed = broken.seed();
    assertEquals(
        Optional.empty(), Simulation.run(seed, Optional.empty()).violation(), "seed " + seed);
    System.out.println("mutation " + without + ": seed " + seed + " breaks: " + violation(broken));
  }

  private static String violation(SeedResult outcome) {
    return outcome.violation().orElse("");
  }
}
