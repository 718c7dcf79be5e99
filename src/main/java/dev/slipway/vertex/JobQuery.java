package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.JobState;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that Slipway asks about the custom jobs of a project and location.
 *
 * @param kind which of its questions
 * @param wanted the jobs that it asks for
 * @param since no job that was created earlier is wanted; empty when nothing is known of that
 */
record JobQuery(QueryKind kind, Filter wanted, Optional<Instant> since) {

  /** The questions. */
  enum QueryKind {
    /** Which jobs are not over. */
    ALIVE,
    /** Which jobs Slipway launched since a time. */
    LAUNCHED_SINCE,
    /** Which jobs one launch made. */
    OF_ATTEMPT
  }

  /**
   * How long after its creation a job may still hold replicas. Our inference: a job runs for seven
   * days unless its spec says otherwise, and no source names a longest time. The replicas of a
   * running job that is older are counted by its pool, and Slipway's own jobs are found by name.
   */
  static final Duration LONGEST_LIFE = Duration.ofDays(30);

  /** Every job in another state than those that end a job: states of a later API are included. */
  static JobQuery alive(Instant now) {
    Filter filter =
        Arrays.stream(JobState.values())
            .filter(state -> ListedJob.state(state).filter(State::isOver).isPresent())
            .map(Filter::stateIsNot)
            .reduce(Filter.ALL, Filter::and);
    return new JobQuery(QueryKind.ALIVE, filter, Optional.of(now.minus(LONGEST_LIFE)));
  }

  /** Jobs of ours created at that time or later. */
  static JobQuery launchedSince(Instant created) {
    return new JobQuery(
        QueryKind.LAUNCHED_SINCE,
        Filter.hasLabel(Jobs.SUBMISSION_LABEL).and(Filter.createdSince(created)),
        Optional.of(created));
  }

  /** The jobs of one attempt. However old one is, no second job may be made beside it. */
  static JobQuery ofAttempt(String submission, String attempt) {
    return new JobQuery(
        QueryKind.OF_ATTEMPT,
        Filter.labelIs(Jobs.SUBMISSION_LABEL, submission)
            .and(Filter.labelIs(Jobs.ATTEMPT_LABEL, attempt)),
        Optional.empty());
  }

  /**
   * The filters to list by, each to be used when Vertex AI refuses those before it. Each lists
   * every job that is wanted, and all but the first list others, too.
   */
  List<Filter> ways() {
    return Stream.of(Optional.of(wanted), since.map(Filter::createdSince), Optional.of(Filter.ALL))
        .flatMap(Optional::stream)
        .toList();
  }
}
