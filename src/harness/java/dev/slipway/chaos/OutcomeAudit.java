package dev.slipway.chaos;

import dev.slipway.chaos.Evidence.SubmissionEnd;
import dev.slipway.chaos.Violation.BrokenPromise;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Balances what was sent against what became of it. */
final class OutcomeAudit {

  /**
   * What they come to.
   *
   * @param violations every broken promise
   * @param jobs how many jobs we created
   * @param late how many of them took effect after their launch had been given up
   * @param surplus how many of them their submission does not name
   * @param longestSurplus how long the one of these held its replicas that held them longest
   * @param overCommittedLate launches beyond what was free that late jobs explain
   * @param overCommittedByOthers launches beyond what was free that new jobs of others explain
   * @param unheard specs gone before anybody heard of them
   * @param ends how many submissions ended how
   */
  record AuditResult(
      List<Violation> violations,
      int jobs,
      int late,
      int surplus,
      Duration longestSurplus,
      int overCommittedLate,
      int overCommittedByOthers,
      int unheard,
      Map<State, Long> ends) {

    /** The same with other violations. */
    AuditResult with(List<Violation> others) {
      return new AuditResult(
          List.copyOf(others),
          jobs,
          late,
          surplus,
          longestSurplus,
          overCommittedLate,
          overCommittedByOthers,
          unheard,
          ends);
    }

    /** The line that says it all: {@code 0 lost, 0 double, …}. */
    String verdict() {
      return Arrays.stream(BrokenPromise.values())
          .map(kind -> count(kind) + " " + kind.text())
          .collect(Collectors.joining(", "));
    }

    /** How often a promise was broken. */
    long count(BrokenPromise kind) {
      return violations.stream().filter(violation -> violation.kind() == kind).count();
    }
  }

  private final Evidence evidence;
  private final boolean cancelsOnDelete;
  private final Map<String, List<JobRun>> ours;
  private final List<Violation> violations = new ArrayList<>();
  private int unheard;

  private OutcomeAudit(Evidence evidence, boolean cancelsOnDelete) {
    this.evidence = evidence;
    this.cancelsOnDelete = cancelsOnDelete;
    this.ours =
        evidence.runs().stream()
            .filter(JobRun::isOurs)
            .collect(Collectors.groupingBy(JobRun::submission));
  }

  /**
   * Audits a run.
   *
   * @param capacities replicas of each pool, by resource and machine type
   * @param cancelsOnDelete whether deleting a spec also cancels its job
   */
  static AuditResult audit(
      Evidence evidence, Map<String, Long> capacities, boolean cancelsOnDelete) {
    OutcomeAudit audit = new OutcomeAudit(evidence, cancelsOnDelete);
    evidence.sent().forEach(audit::account);
    audit.ours.forEach(audit::once);
    audit.nothingLeft();
    CapacityAudit.CapacityFindings pools = CapacityAudit.audit(evidence.runs(), capacities);
    audit.violations.addAll(pools.violations());
    return audit.audit(pools);
  }

  private AuditResult audit(CapacityAudit.CapacityFindings pools) {
    List<JobRun> all = evidence.runs().stream().filter(JobRun::isOurs).toList();
    List<JobRun> surplus = all.stream().filter(this::isSurplus).toList();
    return new AuditResult(
        List.copyOf(violations),
        all.size(),
        (int) all.stream().filter(JobRun::isLate).count(),
        surplus.size(),
        surplus.stream()
            .map(run -> run.length(evidence.at()))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO),
        pools.late(),
        pools.byOthers(),
        unheard,
        evidence.ends().values().stream()
            .collect(
                Collectors.groupingBy(SubmissionEnd::state, TreeMap::new, Collectors.counting())));
  }

  /** Each spec ended, as it must, and its status says so. */
  private void account(SentSpec sent) {
    Submission submission = sent.submission();
    Optional<SubmissionEnd> ended = Optional.ofNullable(evidence.ends().get(submission.id()));
    if (ended.isPresent()) {
      endedAsItMust(sent, ended.get());
    } else if (sent.gone().isPresent() && evidence.unheard().contains(submission.id())) {
      unheard++;
    } else {
      violation(BrokenPromise.LOST, submission + " has not ended");
    }
    sent.gone().ifPresent(gone -> wasWithdrawn(submission, gone));
  }

  private void endedAsItMust(SentSpec sent, SubmissionEnd end) {
    Submission submission = sent.submission();
    if (sent.gone().isEmpty()) {
      isTold(submission, end);
    }
    Set<State> allowed = EnumSet.of(sent.expected());
    sent.gone().ifPresent(gone -> allowed.add(State.WITHDRAWN));
    sent.gone()
        .filter(gone -> gone.isDeleted() && cancelsOnDelete)
        .ifPresent(gone -> allowed.add(State.CANCELLED));
    if (!allowed.contains(end.state())) {
      violation(
          BrokenPromise.WRONG_END,
          "%s ended %s, not %s".formatted(submission, end.state(), allowed));
    }
    agrees(submission, end);
  }

  /** What is gone is not launched any more, but for what was decided on before. */
  private void wasWithdrawn(Submission submission, SentSpec.GenerationEnd gone) {
    runsOf(submission.id()).stream()
        .filter(run -> !run.isLate())
        .filter(
            run -> run.claimed().orElse(run.from()).isAfter(gone.by().plus(ChaosPlan.LOOK_LASTS)))
        .forEach(
            run ->
                violation(
                    BrokenPromise.NOT_WITHDRAWN,
                    "%s of %s, gone by %s".formatted(run.name(), submission, gone.by())));
  }

  private List<JobRun> runsOf(String id) {
    return ours.getOrDefault(id, List.of());
  }

  private void isTold(Submission submission, SubmissionEnd end) {
    SubmissionEnd told = evidence.told().get(submission.bucket() + "/" + submission.object());
    if (!end.equals(told)) {
      violation(
          BrokenPromise.LOST,
          "%s ended as %s, but its status is %s".formatted(submission, end, told));
    }
  }

  /** What an ending says of a job is so. */
  private void agrees(Submission submission, SubmissionEnd end) {
    if (end.job().isEmpty()) {
      return;
    }
    Optional<JobRun> run =
        runsOf(submission.id()).stream().filter(one -> one.name().equals(end.job())).findFirst();
    if (run.filter(one -> one.state().equals(end.state().name())).isEmpty()) {
      violation(
          BrokenPromise.WRONG_END,
          "%s ended as %s, but the job is %s"
              .formatted(submission, end, run.map(JobRun::state).orElse("not there")));
    }
  }

  /** Of several jobs of a submission all but one were late, and the spare ones are over. */
  private void once(String id, List<JobRun> runs) {
    Optional<SubmissionEnd> end = Optional.ofNullable(evidence.ends().get(id));
    long inTime = runs.stream().filter(run -> !run.isLate()).count();
    long allowed = end.filter(ended -> !ended.job().isEmpty()).isPresent() ? 1 : 0;
    if (inTime > allowed) {
      violation(BrokenPromise.DOUBLE, "%s ended as %s and has %s".formatted(id, end, runs));
    }
    runs.stream()
        .filter(run -> run.to().isEmpty())
        .forEach(
            run -> violation(BrokenPromise.LEFT, run.name() + " of " + id + " is " + run.state()));
  }

  private void nothingLeft() {
    evidence
        .records()
        .forEach(record -> violation(BrokenPromise.LEFT, record + " is in the state bucket"));
  }

  private boolean isSurplus(JobRun run) {
    return Optional.ofNullable(evidence.ends().get(run.submission()))
        .filter(end -> end.job().equals(run.name()))
        .isEmpty();
  }

  private void violation(BrokenPromise kind, String what) {
    violations.add(new Violation(kind, what));
  }
}
