package dev.slipway.simulation;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.simulation.time.SeededRandom;
import java.util.List;
import java.util.Objects;

/**
 * The rules of launching, checked at the moment a claim or a job comes to be. Two of them have
 * classes of their own: {@link CapacityRule} and {@link OvertakingRule}.
 *
 * <p><b>One job.</b> Of one submission there is never a second job in Vertex AI's book, dead or
 * alive, and none after it ended. The exception is what no protocol can rule out without an
 * idempotency key: a process froze <em>within</em> the call that creates the job, after its last
 * look at the clock and for longer than the call may take. Such a job is late; a submission that
 * has a late job may have more than one, which is counted apart, and {@link SurplusRule} has the
 * surplus cancelled. Where Slipway holds launches of unknown outcome there is no second job, but
 * the first may be late: after a person has ended its submission.
 *
 * <p><b>Nothing without its claim.</b> No job comes of a launch whose record was not claimed by it
 * any more when the process listed the queue last.
 *
 * <p><b>Nothing is given up too soon.</b> A launch that has made no job is given up by another
 * process only when the grace is over that its own process wrote into the record.
 *
 * <p><b>Nothing unwanted.</b> Nothing is claimed from a look that began after its spec was deleted
 * or overwritten, or after launching was paused; nor does a job come of anything that somebody
 * asked to be cancelled before it was claimed.
 *
 * <p><b>Nothing that policy does not allow.</b> When a record is claimed and when its job is
 * created, a policy that allowed just that, its priority too, was in force at some time between a
 * minute before this launch began, for so long a process may go by what it has read, and now. The
 * launch began after the look and after the same process asked for the job before it. While the
 * policy cannot be used nothing is allowed.
 */
final class LaunchRules {

  private final SimulationContext context;
  private final CapacityRule capacity;
  private final OvertakingRule overtaking;

  LaunchRules(SimulationContext context) {
    this.context = context;
    this.capacity = new CapacityRule(context);
    this.overtaking = new OvertakingRule(context, capacity);
  }

  /** A job was created. */
  void created(SimulatedProcess creator, VertexJob job) {
    oneJob(job);
    isClaimed(creator, job);
    isNotCancelled(job.job().submission(), claimOf(creator, job.job().submission()));
    isAllowed(
        job.job().submission(),
        job.job().persistentResource(),
        0,
        creator.observations().launchBegan() - creator.observations().stood());
    if (!job.isLate()) {
      capacity.created(job, claimOf(creator, job.job().submission()).snapshot());
    }
  }

  private void isClaimed(SimulatedProcess creator, VertexJob job) {
    String id = job.job().submission();
    context
        .trace()
        .require(
            context
                .records()
                .claimGone(claimOf(creator, id).attempt())
                .filter(gone -> gone < creator.observations().queueListedAt())
                .isEmpty(),
            "NOT CLAIMED: "
                + context.trace().alias(id)
                + " is launched, but the queue as listed before did not show its claim any more");
  }

  /** A record has changed: a launch may have been given up. */
  void isNotGivenUpTooSoon(
      SimulatedProcess by, StateRules.ObservedRecord before, SubmissionRecord after) {
    Lifecycle old = before.progress();
    Lifecycle next = after.lifecycle();
    boolean isGivenUp =
        old.state() == State.LAUNCHING
            && next.job().isEmpty()
            && !(next.state() == State.LAUNCHING && next.attempt().id().equals(old.attempt().id()));
    long stood = context.scheduler().now() - before.since();
    context
        .trace()
        .require(
            !isGivenUp
                || by.observations().hasClaimed(old.attempt().id())
                || stood >= old.attempt().grace().toNanos() / 1000,
            "GIVEN UP: %s is %s after %d s, but %s was to be looked for for %s"
                .formatted(
                    context.trace().alias(after.id()),
                    next.state(),
                    stood / SeededRandom.SECOND,
                    old.attempt().id(),
                    old.attempt().grace()));
  }

  private void isNotCancelled(String id, ProcessObservations.ObservedClaim claim) {
    context
        .trace()
        .require(
            context.users().cancelling().since(id) >= claim.at(),
            "UNWANTED: "
                + context.trace().alias(id)
                + " is launched, but before its mark somebody asked for it to be cancelled");
  }

  private void oneJob(VertexJob job) {
    String id = job.job().submission();
    List<VertexJob> all = context.vertex().of(id);
    boolean mayBeTwo = !context.scenario().settings().holdWhenUnknown();
    boolean isExcused =
        all.stream().anyMatch(VertexJob::isLate)
            && (mayBeTwo || (all.size() == 1 && isEndedByPeople(id)));
    boolean isSurplus = all.size() > 1 || context.records().ending(id).isPresent();
    if (isSurplus && isExcused) {
      context.trace().record("RULES", context.trace().job(job) + " is counted apart");
      context.trace().covered(CoveragePoint.SURPLUS_JOB);
    } else if (isSurplus) {
      throw context
          .trace()
          .violated(
              "ONE JOB: "
                  + context.trace().alias(id)
                  + (all.size() > 1
                      ? " has " + all.size() + " jobs"
                      : " has ended before its job"));
    }
  }

  private boolean isEndedByPeople(String id) {
    return context.records().ending(id).filter(it -> it.state() == State.WITHDRAWN).isPresent();
  }

  /** What a record is claimed by. */
  ObservedState observedBy(SimulatedProcess claimer, SubmissionRecord entry) {
    return claimer
        .observations()
        .observed(entry.request().resource())
        .orElseThrow(
            () ->
                context
                    .trace()
                    .violated(
                        "BLIND: " + context.trace().alias(entry.id()) + " is marked by no look"));
  }

  /** What a process that asks for a job has claimed. */
  ProcessObservations.ObservedClaim claimOf(SimulatedProcess creator, String id) {
    return creator
        .observations()
        .launching()
        .orElseThrow(
            () ->
                context
                    .trace()
                    .violated(
                        "UNMARKED: "
                            + context.trace().alias(id)
                            + " is launched by who did not mark it"));
  }

  /** A record was claimed. */
  void claimed(SimulatedProcess claimer, SubmissionRecord entry, ObservedState snapshot) {
    context
        .trace()
        .require(
            context.users().goneSince(entry.id()) >= snapshot.at()
                && context.users().pausedSince() >= snapshot.at(),
            "UNWANTED: "
                + context.trace().alias(entry.id())
                + " is launched, but its spec is gone or launching is paused");
    context
        .trace()
        .require(
            entry.lifecycle().wish() == Wish.NONE,
            "UNWANTED: "
                + context.trace().alias(entry.id())
                + " is launched, but somebody wants no more of it");
    isAllowed(
        entry.id(),
        entry.request().resource(),
        entry.request().priority(),
        claimer.observations().launchBegins(snapshot) - claimer.observations().stood());
  }

  private void isAllowed(String id, String resource, int priority, long since) {
    SubmittedSpec one = Objects.requireNonNull(context.users().submitted().get(id));
    context
        .trace()
        .require(
            context.policyChanges().mayHaveAllowed(one.spec(), resource, priority, since),
            "NOT ALLOWED: "
                + one.alias()
                + " is launched on "
                + resource
                + " with priority "
                + priority
                + ", but the policy did not let it");
  }

  /** A record was claimed, or its job is asked for. */
  void overtakesNobody(SimulatedProcess claimer, SubmissionRecord entry, ObservedState snapshot) {
    overtaking.overtakesNobody(claimer, entry, snapshot);
  }
}
