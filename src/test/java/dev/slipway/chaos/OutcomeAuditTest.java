package dev.slipway.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.chaos.Evidence.SubmissionEnd;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The audit notices what must not be, and excuses what is explained. */
class OutcomeAuditTest {

  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final String POOL = "north/n1-standard-4";
  private static final Submission SPEC = new Submission(SharedEmulators.SPECS, "a.json", "1");

  private static final int GRACE = (int) ChaosPlan.GRACE.toSeconds();

  private final List<SentSpec> sent = new ArrayList<>();
  private final List<JobRun> runs = new ArrayList<>();
  private final Map<String, SubmissionEnd> ends = new HashMap<>();
  private final Map<String, SubmissionEnd> told = new HashMap<>();
  private final List<String> records = new ArrayList<>();
  private final Set<String> unheard = new HashSet<>();

  @Test
  void whatEndedAsItMustAndIsToldIsInOrder() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aSpecWithoutAnEndIsLost() {
    sent(SPEC, State.SUCCEEDED);

    assertVerdict("1 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aSpecWhoseStatusTellsAnotherEndIsLost() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);
    told.put(
        SharedEmulators.SPECS + "/a.json", new SubmissionEnd(SPEC.id(), State.RUNNING, "job-1"));

    assertVerdict("1 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aSpecThatIsGoneBeforeAnybodyHeardOfItNeedsNoEnd() {
    sent.add(new SentSpec(SPEC, State.SUCCEEDED, Optional.empty()).goneBy(START, true));
    unheard.add(SPEC.id());

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aSecondJobInTimeIsDouble() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);
    run("job-2", SPEC, 10, 11, 12);

    assertVerdict("0 lost, 1 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aSecondJobBesideALateOneIsExplained() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-2");
    run("job-1", SPEC, 0, GRACE, GRACE + 1);
    run("job-2", SPEC, GRACE, GRACE, GRACE + 4);

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aJobInTimeThatNoEndingNamesIsDouble() {
    sent(SPEC, State.REJECTED);
    ended(SPEC, State.REJECTED, "");
    run("job-1", SPEC, 0, 1, 9);

    assertVerdict("0 lost, 1 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aJobThatLivesAndARecordAreLeft() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);
    runs.add(
        new JobRun(
            "job-2",
            SPEC.id(),
            "RUNNING",
            at(GRACE),
            Optional.empty(),
            Optional.of(at(0)),
            Map.of()));
    records.add("queue/" + SPEC.id());

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 2 left");
  }

  @Test
  void aCancelledJobOfASpecThatStayedIsAWrongEnd() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.CANCELLED, "job-1");
    run("job-1", SPEC, "CANCELLED", 0, 1, 9);

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 1 wrong end, 0 left");
  }

  @Test
  void anEndThatTheJobDidNotHaveIsAWrongEnd() {
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, "FAILED", 0, 1, 9);

    assertVerdict("0 lost, 0 double, 0 over-committed, 0 not withdrawn, 1 wrong end, 0 left");
  }

  @Test
  void aJobMarkedLongAfterItsSpecWentIsNotWithdrawn() {
    sent.add(new SentSpec(SPEC, State.SUCCEEDED, Optional.empty()).goneBy(START, false));
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 21, 22, 30);

    assertVerdict("0 lost, 0 double, 0 over-committed, 1 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void ourJobsTogetherNeedNoMoreThanThePoolHas() {
    Submission other = two();
    run("job-2", other, 2, 3, 9);

    assertVerdict("0 lost, 0 double, 1 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void aLateJobExplainsThatThePoolDoesNotSuffice() {
    Submission other = two();
    run("job-2", other, 2 - GRACE, 3, 9);

    OutcomeAudit.AuditResult audit = balance();

    assertEquals(List.of(), audit.violations());
    assertEquals(1, audit.overCommittedLate());
  }

  @Test
  void somebodyElsesJobCountsOnceEveryLookHasSeenIt() {
    run("seen", START.minusSeconds(21), 2);
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);

    assertVerdict("0 lost, 0 double, 1 over-committed, 0 not withdrawn, 0 wrong end, 0 left");
  }

  @Test
  void somebodyElsesJobThatIsNewExplainsThatThePoolDoesNotSuffice() {
    run("new", START.minusSeconds(19), 2);
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);

    OutcomeAudit.AuditResult audit = balance();

    assertEquals(List.of(), audit.violations());
    assertEquals(1, audit.overCommittedByOthers());
  }

  /** Two specs, the first of which holds three of four replicas. */
  private Submission two() {
    Submission other = new Submission(SharedEmulators.SPECS, "b.json", "2");
    sent(SPEC, State.SUCCEEDED);
    ended(SPEC, State.SUCCEEDED, "job-1");
    run("job-1", SPEC, 0, 1, 9);
    sent(other, State.SUCCEEDED);
    ended(other, State.SUCCEEDED, "job-2");
    return other;
  }

  private void sent(Submission submission, State expected) {
    sent.add(new SentSpec(submission, expected, Optional.empty()));
  }

  private void ended(Submission submission, State state, String job) {
    SubmissionEnd end = new SubmissionEnd(submission.id(), state, job);
    ends.put(submission.id(), end);
    told.put(submission.bucket() + "/" + submission.object(), end);
  }

  private void run(String name, Submission submission, int marked, int from, int to) {
    run(name, submission, "SUCCEEDED", marked, from, to);
  }

  private void run(String name, Submission submission, String state, int marked, int from, int to) {
    runs.add(
        new JobRun(
            name,
            submission.id(),
            state,
            at(from),
            Optional.of(at(to)),
            Optional.of(at(marked)),
            Map.of(POOL, 3L)));
  }

  private void run(String name, Instant from, long replicas) {
    runs.add(
        new JobRun(
            name, "", "RUNNING", from, Optional.empty(), Optional.empty(), Map.of(POOL, replicas)));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private void assertVerdict(String expected) {
    OutcomeAudit.AuditResult audit = balance();
    assertEquals(expected, audit.verdict(), () -> audit.violations().toString());
  }

  private OutcomeAudit.AuditResult balance() {
    return OutcomeAudit.audit(
        new Evidence(sent, runs, ends, told, records, unheard, at(60)), Map.of(POOL, 4L), false);
  }
}
