package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a wrong environment the process ends and says all that is wrong. */
class StartIT {

  @Test
  void everyVariableThatIsMissingOrWrongIsNamedAtOnce() throws Exception {
    assertFails(
        Map.of(
            "SLIPWAY_STATE_BUCKET", "slipway-state",
            "SLIPWAY_WHEN_FULL", "maybe",
            "SLIPWAY_LAUNCH_GRACE", "2 minutes",
            "SLIPWAY_LAUNCHES_PER_MINUTE", "0",
            "SLIPWAY_VERTEX_ENDPOINT", "http://localhost:1/"),
        """
        Slipway cannot start:
          SLIPWAY_LOCATION is not set; function/README.md says what it is for
          SLIPWAY_PROJECT is not set; function/README.md says what it is for
          SLIPWAY_SPEC_BUCKET is not set; function/README.md says what it is for
          SLIPWAY_VERTEX_ENDPOINT is http://localhost:1/; it must be host:port, without http:// and path
          SLIPWAY_WHEN_FULL is maybe; it can be wait or reject
          SLIPWAY_LAUNCH_GRACE is 2 minutes; it must be an ISO 8601 duration such as PT2M
          SLIPWAY_LAUNCHES_PER_MINUTE is 0; it must be a whole number of at least 1
        """);
  }

  @Test
  void oneBucketForSpecsAndStateIsRefused() throws Exception {
    assertFails(
        Map.of(
            "SLIPWAY_PROJECT", "slipway-local",
            "SLIPWAY_LOCATION", "us-central1",
            "SLIPWAY_SPEC_BUCKET", "slipway",
            "SLIPWAY_STATE_BUCKET", "slipway"),
        """
        Slipway cannot start:
          SLIPWAY_SPEC_BUCKET and SLIPWAY_STATE_BUCKET are both slipway: every status written would\
         arrive as a spec; give Slipway a state bucket of its own
        """);
  }

  @Test
  void whatIsMissingBesidesVariablesIsTold() throws Exception {
    assertFails(
        Map.of(
            "SLIPWAY_PROJECT", "slipway-local",
            "SLIPWAY_LOCATION", "us-central1",
            "SLIPWAY_SPEC_BUCKET", "slipway-specs",
            "SLIPWAY_STATE_BUCKET", "slipway-state",
            // So that no credentials are found wherever this runs.
            "CLOUDSDK_CONFIG", "/nonexistent",
            "NO_GCE_CHECK", "true"),
        "no credentials for Vertex AI at us-central1-aiplatform.googleapis.com:443: run as a"
            + " service account, or 'gcloud auth application-default login'");
  }

  @Test
  void aStateBucketThatBelongsToAnotherDeploymentIsRefused() throws Exception {
    EmulatedCloud cloud = EmulatedCloud.start();
    try {
      DeployedFunction.start(cloud.variables()).close();
      Map<String, String> variables = new HashMap<>(cloud.variables());
      variables.put("SLIPWAY_LOCATION", "europe-west4");

      assertFails(
          variables,
          "Slipway cannot start: gs://slipway-state belongs to another deployment:"
              + " slipway-local/us-central1 with specs from gs://slipway-specs; this one is"
              + " slipway-local/europe-west4 with specs from gs://slipway-specs. Give this"
              + " deployment a state bucket of its own, or, if it has moved, delete"
              + " gs://slipway-state/control/deployment once the queue is empty.");
    } finally {
      cloud.close();
    }
  }

  /** The framework prints the message within a stack trace. */
  private static void assertFails(Map<String, String> variables, String message)
      throws InterruptedException {
    DeployedFunction.Failure failure = DeployedFunction.fail(variables);

    assertEquals(1, failure.exitCode(), failure::output);
    assertTrue(failure.output().contains(message), failure::output);
    assertEquals(
        failure.output().indexOf(message), failure.output().lastIndexOf(message), failure::output);
    assertFalse(failure.output().contains("slipway.started"), failure::output);
  }
}
