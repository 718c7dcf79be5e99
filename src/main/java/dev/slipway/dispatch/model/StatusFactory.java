package dev.slipway.dispatch.model;

import dev.slipway.dispatch.model.Status.Placement;
import dev.slipway.dispatch.model.Status.Waiting;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.WorkerPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a record says of itself. Pure. */
public final class StatusFactory {

  private StatusFactory() {}

  /** A submission that waits. */
  public static Status waiting(
      SubmissionRecord entry, int position, List<Problem> reasons, List<Problem> warnings) {
    return of(entry, List.of(), warnings, Optional.of(new Waiting(position, reasons)));
  }

  /** A submission whose launch failed, and that waits until it may be tried again. */
  public static Status backingOff(SubmissionRecord entry, Problem why) {
    Problem backingOff =
        Problem.of(
            ProblemCode.BACKING_OFF,
            "",
            "until",
            entry.lifecycle().backoff().retryAt(),
            "times",
            entry.lifecycle().backoff().refusals());
    return waiting(entry, 0, List.of(backingOff), List.of(why));
  }

  /** A submission that does not wait. */
  public static Status active(
      SubmissionRecord entry, List<Problem> problems, List<Problem> warnings) {
    return of(
        entry,
        problems,
        Stream.concat(wish(entry.lifecycle()).stream(), warnings.stream()).toList(),
        Optional.empty());
  }

  /** What becomes of a job of which somebody wants no more. */
  private static Optional<Problem> wish(Lifecycle lifecycle) {
    if (lifecycle.wish() == Wish.NONE || !lifecycle.mayHold()) {
      return Optional.empty();
    }
    ProblemCode code =
        switch (lifecycle.wish()) {
          case CANCEL -> ProblemCode.CANCELLED_WITH_SPEC;
          case CANCEL_ASKED -> ProblemCode.CANCEL_ASKED;
          case NO_LAUNCH, NONE -> ProblemCode.JOB_OUTLIVES_SPEC;
        };
    return Optional.of(Problem.of(code, ""));
  }

  private static Status of(
      SubmissionRecord entry,
      List<Problem> problems,
      List<Problem> warnings,
      Optional<Waiting> waiting) {
    Lifecycle lifecycle = entry.lifecycle();
    return Status.builder(entry.submission(), lifecycle.state(), since(lifecycle))
        .format(entry.request().format())
        .revision(lifecycle.revision())
        .resource(entry.request().resource())
        .job(lifecycle.job())
        .placements(placements(entry))
        .problems(problems)
        .warnings(warnings)
        .waiting(waiting)
        .history(lifecycle.history())
        .build();
  }

  private static Instant since(Lifecycle lifecycle) {
    List<Transition> history = lifecycle.history();
    return history.isEmpty() ? Instant.EPOCH : history.get(history.size() - 1).at();
  }

  private static List<Placement> placements(SubmissionRecord entry) {
    List<WorkerPool> workerPools = entry.request().requirements().workerPools();
    List<String> pools = entry.lifecycle().attempt().placement();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      WorkerPool workerPool = workerPools.get(i);
      placements.add(
          new Placement(workerPool.where(), pools.get(i), workerPool.demand().replicas()));
    }
    return placements;
  }
}
