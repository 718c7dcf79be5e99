package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.rpc.Code;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.Wording;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A right that Slipway's account lacks: Vertex AI says INVALID_ARGUMENT, and an operator helps. */
class RefusedAccountIT {

  private static final String ACCOUNT = "trainer@my-project.iam.gserviceaccount.com";

  /** Its words: https://github.com/googleapis/python-aiplatform/issues/1073. */
  private static final String MESSAGE =
      "You do not have permission to act as service_account: "
          + ACCOUNT
          + ". (or it may not exist).";

  private static final int MOST_TICKS = 15;

  @Test
  void aJobWaitsUntilSlipwayMayActAsItsAccountAndIsLaunchedThen() {
    try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
      MatrixCell cell = cloud.cell(MatrixCloud.ClientTimeouts.PATIENT, "PT2M");
      letJobsRunAsTheirAccounts(cell);
      cloud
          .vertex()
          .faults()
          .onEveryCall(
              VertexMethod.CREATE_CUSTOM_JOB, VertexFault.refuse(Code.INVALID_ARGUMENT, MESSAGE));
      cell.upload(
          MatrixWay.spec(1)
              .replace(
                  "\"jobSpec\": {", "\"jobSpec\": {\"serviceAccount\": \"" + ACCOUNT + "\", "));

      cell.deliver();
      assertWaits(cell, 1);
      cell.tick();
      cell.tick();
      assertWaits(cell, 2);
      assertEquals(0, cloud.vertex().jobs().size());

      cloud.heal();
      for (int i = 0; i < MOST_TICKS && status(cell).state() == State.WAITING; i++) {
        cell.tick();
      }
      assertEquals(State.RUNNING, status(cell).state());
      assertEquals(List.of(), status(cell).warnings());
      assertEquals(
          List.of(ACCOUNT),
          cloud.vertex().jobs().stream()
              .map(CustomJob::getJobSpec)
              .map(job -> job.getServiceAccount())
              .toList());
    }
  }

  private static void assertWaits(MatrixCell cell, int refusals) {
    Status status = status(cell);
    assertEquals(State.WAITING, status.state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.MAY_NOT_ACT_AS_ACCOUNT,
                "",
                "account",
                ACCOUNT,
                "code",
                "INVALID_ARGUMENT",
                "message",
                MESSAGE)),
        status.warnings());
    assertEquals(
        "Slipway may not run jobs as %s, or there is no such account: INVALID_ARGUMENT: %s"
            .formatted(ACCOUNT, MESSAGE),
        Wording.line(status.warnings().get(0)));
    assertEquals(
        List.of("BACKING_OFF " + refusals),
        status.waiting().orElseThrow().reasons().stream()
            .map(reason -> reason.code() + " " + reason.facts().get("times"))
            .toList());
  }

  private static Status status(MatrixCell cell) {
    return cell.status().orElseThrow();
  }

  private static void letJobsRunAsTheirAccounts(MatrixCell cell) {
    PersistentResource.Builder resource =
        cell
            .cloud()
            .vertex()
            .resources()
            .get(cell.parent() + "/persistentResources/" + MatrixCloud.RESOURCE)
            .orElseThrow()
            .toBuilder();
    resource
        .getResourceRuntimeSpecBuilder()
        .getServiceAccountSpecBuilder()
        .setEnableCustomServiceAccount(true);
    cell.cloud().vertex().resources().put(resource.build());
  }
}
