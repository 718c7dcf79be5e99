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
public final class StatusOf {

  private StatusOf() {}

  /** A submission that waits. */
  public static Status waiting(
      QueueRecord entry, int position, List<Problem> reasons, List<Problem> warnings) {
    return of(entry, List.of(), warnings, Optional.of(new Waiting(position, reasons)));
  }

  /** A submission whose launch failed, and that waits until it may be tried again. */
  public static Status backingOff(QueueRecord entry, Problem why) {
    Problem backingOff =
        Problem.of(
            ProblemCode.BACKING_OFF,
            "",
            "until",
            entry.progress().retryAt(),
            "times",
            entry.progress().refusals());
    return waiting(entry, 0, List.of(backingOff), List.of(why));
  }

  /** A submission that does not wait. */
  public static Status active(QueueRecord entry, List<Problem> problems, List<Problem> warnings) {
    return of(
        entry,
        problems,
        Stream.concat(wish(entry.progress()).stream(), warnings.stream()).toList(),
        Optional.empty());
  }

  /** What becomes of a job of which somebody wants no more. */
  private static Optional<Problem> wish(Progress progress) {
    if (progress.wish() == Wish.NONE || !progress.mayHold()) {
      return Optional.empty();
    }
    ProblemCode code =
        switch (progress.wish()) {
          case CANCEL -> ProblemCode.CANCELLED_WITH_SPEC;
          case CANCEL_ASKED -> ProblemCode.CANCEL_ASKED;
          case NO_LAUNCH, NONE -> ProblemCode.JOB_OUTLIVES_SPEC;
        };
    return Optional.of(Problem.of(code, ""));
  }

  private static Status of(
      QueueRecord entry,
      List<Problem> problems,
      List<Problem> warnings,
      Optional<Waiting> waiting) {
    Progress progress = entry.progress();
    return new Status(
        entry.submission(),
        entry.ask().format(),
        progress.state(),
        since(progress),
        progress.revision(),
        entry.ask().resource(),
        progress.job(),
        placements(entry),
        problems,
        warnings,
        waiting,
        progress.history(),
        List.of());
  }

  private static Instant since(Progress progress) {
    List<Transition> history = progress.history();
    return history.isEmpty() ? Instant.EPOCH : history.get(history.size() - 1).at();
  }

  private static List<Placement> placements(QueueRecord entry) {
    List<WorkerPool> workerPools = entry.ask().requirements().workerPools();
    List<String> pools = entry.progress().placement();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      WorkerPool workerPool = workerPools.get(i);
      placements.add(
          new Placement(workerPool.where(), pools.get(i), workerPool.demand().replicas()));
    }
    return placements;
  }
}
