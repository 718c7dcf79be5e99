package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.spec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: custom jobs of the project and location. Reads throw {@link RetryLater} when Vertex AI does
 * not answer.
 */
public interface Jobs {

  /** The label that names a job's submission. */
  String SUBMISSION_LABEL = "slipway-submission";

  /** The label that names a job's launch. */
  String ATTEMPT_LABEL = "slipway-attempt";

  /**
   * A job to be created.
   *
   * @param document the tree of the custom job that the spec asks for
   * @param resource the persistent resource's ID, set where the document names none
   * @param submission value of {@link #SUBMISSION_LABEL}
   * @param attempt value of {@link #ATTEMPT_LABEL}
   */
  record CreateRequest(Json.Obj document, String resource, String submission, String attempt) {}

  /** All jobs that are not over, on any resource or none, anybody's. */
  List<Job> alive();

  /** All jobs that carry our submission label, in all states, created at or after that time. */
  List<Job> launchedSince(Instant created);

  /** All jobs that carry both labels, in all states. */
  List<Job> ofAttempt(String submission, String attempt);

  /** One job by its full name; empty when there is none. */
  Optional<Job> find(String name);

  /** A job that is ready to be asked for. */
  interface Draft {

    /**
     * Asks once for the job, never again by itself: Vertex AI has no idempotency key.
     *
     * @param deadline how long to wait for the answer
     */
    Creation create(Duration deadline);
  }

  /** Makes a job ready to be asked for; nothing is sent. */
  Draft draft(CreateRequest request);

  /** Asks for a job to be cancelled. Nothing happens when it is over or gone. */
  void cancel(String name);
}
