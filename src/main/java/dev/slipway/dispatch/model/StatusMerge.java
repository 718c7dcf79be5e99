package dev.slipway.dispatch.model;

import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCategory;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a status document when one more thing is to be told. Pure. */
public final class StatusMerge {

  private StatusMerge() {}

  /**
   * The next status of the same submission; empty when there is nothing new to tell. Never goes
   * backwards.
   */
  public static Optional<Status> next(Status told, Status news) {
    if (told.state().isOver() || news.revision() < told.revision()) {
      return Optional.empty();
    }
    Status next = withEarlier(withWarnings(news, warnings(told, news)), told.earlier());
    return next.equals(told) ? Optional.empty() : Optional.of(next);
  }

  /**
   * The live generation takes the document over; what still runs of the one before is listed in it.
   */
  public static Status takeOver(Status told, Status news) {
    List<Earlier> earlier = new ArrayList<>(told.earlier());
    if (!told.state().isOver()) {
      earlier.add(earlierOf(told));
    }
    earlier.removeIf(other -> other.id().equals(news.submission().id()));
    return withEarlier(news, earlier);
  }

  /** News of a generation that is not live any more; empty when the document says so already. */
  public static Optional<Status> noteEarlier(Status told, Status news, boolean hasEnded) {
    List<Earlier> earlier = new ArrayList<>(told.earlier());
    earlier.removeIf(other -> other.id().equals(news.submission().id()));
    if (!hasEnded) {
      earlier.add(earlierOf(news));
    }
    return earlier.equals(told.earlier())
        ? Optional.empty()
        : Optional.of(withEarlier(told, earlier));
  }

  /** The same status with one more warning; empty when it has that already. */
  public static Optional<Status> warned(Status told, Problem warning) {
    if (told.warnings().contains(warning)) {
      return Optional.empty();
    }
    List<Problem> warnings = new ArrayList<>(told.warnings());
    warnings.add(warning);
    return Optional.of(withWarnings(told, warnings));
  }

  /**
   * What was said of the spec itself, and of jobs cancelled, stays true; what was said of the
   * situation is said anew.
   */
  private static List<Problem> warnings(Status told, Status news) {
    List<Problem> warnings =
        new ArrayList<>(told.warnings().stream().filter(w -> lasts(w, news)).toList());
    news.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
    return warnings;
  }

  private static boolean lasts(Problem warning, Status news) {
    if (warning.code().category() != ProblemCategory.SITUATION) {
      return true;
    }
    return switch (warning.code()) {
      case SURPLUS_JOB_CANCELLED -> true;
      // They are what explains the back-off.
      case NOT_NOW_BY_VERTEX_AI,
          NOT_ALLOWED_BY_VERTEX_AI,
          MAY_NOT_ACT_AS_ACCOUNT,
          LAUNCH_NEVER_CONFIRMED,
          LAUNCH_NOT_TRIED ->
          news.warnings().isEmpty() && isBackingOff(news);
      default -> false;
    };
  }

  private static boolean isBackingOff(Status news) {
    return news.waiting().stream()
        .flatMap(waiting -> waiting.reasons().stream())
        .anyMatch(reason -> reason.code() == ProblemCode.BACKING_OFF);
  }

  private static Earlier earlierOf(Status status) {
    return new Earlier(
        status.submission().generation(), status.submission().id(), status.state(), status.job());
  }

  private static Status withEarlier(Status status, List<Earlier> earlier) {
    return status.toBuilder().earlier(earlier).build();
  }

  private static Status withWarnings(Status status, List<Problem> warnings) {
    return status.toBuilder().warnings(warnings).build();
  }
}
