package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import dev.slipway.dispatch.model.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a cell.
 *
 * @param deliveries how often events came until they were acknowledged
 * @param ticks how many it took
 * @param jobs how many jobs were created for the submission
 * @param cancelled how many of them were cancelled
 * @param end the submission's last state
 * @param told problems, warnings and reasons to wait that stood in the status at any time after a
 *     call
 */
record MatrixOutcome(
    int deliveries, int ticks, long jobs, long cancelled, String end, String told) {

  /** What {@link #cells} tells. */
  static final String HEADS = "deliveries | ticks | jobs | end | told";

  /** Looks at a submission that is over, and holds it against what is true of every one. */
  static MatrixOutcome of(MatrixCell cell) {
    MatrixOutcome outcome = ofLie(cell);
    Status status = cell.status().orElseThrow();
    List<CustomJob> jobs = cell.jobs();
    assertTrue(
        jobs.isEmpty() || jobs.stream().anyMatch(job -> isTold(job, status)),
        () -> status + " does not tell of the one job that was kept of " + jobs);
    assertTrue(outcome.jobs - outcome.cancelled <= 1, () -> "more than one is kept of " + jobs);
    return outcome;
  }

  /** The same, but Vertex AI has lied about jobs: of them nothing is sure. */
  static MatrixOutcome ofLie(MatrixCell cell) {
    Status status = cell.status().orElseThrow(() -> new AssertionError("no status"));
    assertEquals(List.of(), cell.names("queue/"), "queue/");
    assertEquals(List.of("done/" + cell.submission().id()), cell.names("done/"), "done/");
    assertEquals(Optional.of(status.state().name()), cell.ending(), "done/ and status/");
    assertEquals(cell.submission(), status.submission());
    assertEquals(List.of(), status.earlier());
    assertEquals(List.of(), cell.bugs(), "bugs");
    return new MatrixOutcome(
        cell.deliveries(),
        cell.ticks(),
        cell.jobs().size(),
        cell.jobs().stream().filter(job -> job.getState() == JobState.JOB_STATE_CANCELLED).count(),
        status.state().name(),
        cell.told().stream().map(Enum::name).collect(Collectors.joining(" ")));
  }

  private static boolean isTold(CustomJob job, Status status) {
    return job.getName().equals(status.job())
        && job.getState().name().equals("JOB_STATE_" + status.state());
  }

  /** As the table has it. */
  String cells() {
    String created = cancelled == 0 ? "" + jobs : jobs + " (" + cancelled + " cancelled)";
    return "%d | %d | %s | %s | %s".formatted(deliveries, ticks, created, end, told);
  }
}
