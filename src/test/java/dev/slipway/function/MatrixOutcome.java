package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import dev.slipway.dispatch.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a cell.
 *
 * @param deliveries how often the event came until it was acknowledged
 * @param ticks how many it took
 * @param jobs how many jobs were created for the submission
 * @param cancelled how many of them were cancelled
 * @param end the submission's last state
 * @param told problems and warnings that stood in the status at any time after a call
 */
record MatrixOutcome(
    int deliveries, int ticks, long jobs, long cancelled, String end, String told) {

  /** Looks at a submission that is over, and holds it against what is true of every one. */
  static MatrixOutcome of(MatrixCell cell) {
    Status status = cell.status().orElseThrow(() -> new AssertionError("no status"));
    List<CustomJob> jobs = cell.jobs();
    List<CustomJob> cancelled =
        jobs.stream().filter(job -> job.getState() == JobState.JOB_STATE_CANCELLED).toList();
    assertEquals(List.of(), cell.names("queue/"), "queue/");
    assertEquals(List.of("done/" + cell.submission().id()), cell.names("done/"), "done/");
    assertEquals(Optional.of(status.state().name()), cell.ending(), "done/ and status/");
    assertEquals(cell.submission(), status.submission());
    assertEquals(List.of(), status.earlier());
    assertEquals(List.of(), cell.bugs(), "bugs");
    assertTrue(
        jobs.isEmpty()
            || jobs.stream()
                .anyMatch(
                    job ->
                        job.getName().equals(status.job())
                            && job.getState().name().equals("JOB_STATE_" + status.state())),
        () -> status + " does not tell of the one job that was kept of " + jobs);
    assertTrue(jobs.size() - cancelled.size() <= 1, () -> "more than one is kept of " + jobs);
    return new MatrixOutcome(
        cell.deliveries(),
        cell.ticks(),
        jobs.size(),
        cancelled.size(),
        status.state().name(),
        cell.told().stream().map(Enum::name).collect(Collectors.joining(" ")));
  }

  /** Cells of the table. */
  String cells() {
    return "%d | %d | %s | %s | %s"
        .formatted(deliveries, ticks, cancelled == 0 ? jobs : jobs + " (" + cancelled + " cancelled)", end, told);
  }
}
