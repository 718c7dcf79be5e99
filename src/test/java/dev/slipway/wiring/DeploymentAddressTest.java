package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.SpecFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeploymentAddressTest {

  private static final List<String> SUFFIXES = List.of(".json", ".yaml", ".yml");

  private static final Map<String, String> OF_A_FUNCTION =
      Map.of(
          "SLIPWAY_PROJECT", "my-project",
          "SLIPWAY_LOCATION", "europe-west4",
          "SLIPWAY_SPEC_BUCKET", "my-specs",
          "SLIPWAY_STATE_BUCKET", "my-state",
          "SLIPWAY_SPEC_PREFIX", "jobs/",
          "SLIPWAY_SPEC_SUFFIXES", ".job",
          "SLIPWAY_PERSISTENT_RESOURCE", "training",
          "SLIPWAY_VERTEX_ENDPOINT", "localhost:1",
          "STORAGE_EMULATOR_HOST", "localhost:2");

  @Test
  void withoutAProjectThereIsNone() {
    assertEquals(Optional.empty(), find(new GivenAddress("", "us-central1"), Map.of()));
  }

  @Test
  void projectAndLocationAreEnoughForWhatTerraformMakes() throws IOException {
    assertEquals(
        Optional.of(
            new DeploymentAddress(
                "my-project",
                "us-central1",
                new SpecFilter("my-project-slipway-specs", "", SUFFIXES),
                "my-project-slipway-state",
                "us-central1-aiplatform.googleapis.com:443",
                Optional.empty(),
                "")),
        find(new GivenAddress("my-project", "us-central1"), Map.of()));
    String main = Files.readString(Path.of("terraform/main.tf"));
    assertTrue(
        main.contains("= \"${var.project_id}-${var.name}-specs${var.bucket_suffix}\"\n"), main);
    assertTrue(
        main.contains("= \"${var.project_id}-${var.name}-state${var.bucket_suffix}\"\n"), main);
    String variables = Files.readString(Path.of("terraform/variables.tf"));
    String name = variables.substring(variables.indexOf("variable \"name\""));
    assertTrue(
        name.substring(0, name.indexOf("\n}\n")).matches("(?s).*default\\s+= \"slipway\"\n.*"),
        name);
  }

  @Test
  void theFunctionsOwnVariablesDescribeIt() {
    assertEquals(
        Optional.of(
            new DeploymentAddress(
                "my-project",
                "europe-west4",
                new SpecFilter("my-specs", "jobs/", List.of(".job")),
                "my-state",
                "localhost:1",
                Optional.of(URI.create("http://localhost:2")),
                "training")),
        find(new GivenAddress("", ""), OF_A_FUNCTION));
  }

  @Test
  void whatIsNamedGoesBeforeTheVariables() {
    DeploymentAddress address =
        DeploymentAddress.find(
                new DeploymentAddress.Named("my-project", "us-east1", "specs", "state"),
                OF_A_FUNCTION)
            .orElseThrow();

    assertEquals(
        List.of("us-east1", "specs", "state", "jobs/"),
        List.of(
            address.location(),
            address.specs().bucket(),
            address.stateBucket(),
            address.specs().prefix()));
  }

  @Test
  void theVariablesOfAnotherProjectDoNotCount() {
    assertEquals(
        Optional.of(
            new DeploymentAddress(
                "other",
                "",
                new SpecFilter("other-slipway-specs", "", SUFFIXES),
                "other-slipway-state",
                "localhost:1",
                Optional.of(URI.create("http://localhost:2")),
                "")),
        find(new GivenAddress("other", ""), OF_A_FUNCTION));
  }

  @Test
  void usualIsWhatTerraformCallsIt() {
    DeploymentAddress address =
        find(new GivenAddress("my-project", "us-central1"), OF_A_FUNCTION).orElseThrow();

    assertTrue(address.isUsual("my-project-slipway-state"));
    assertFalse(address.isUsual("my-state"));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                DeploymentAddress.find(
                    new DeploymentAddress.Named("my-project", "", "gs://specs", ""),
                    Map.of("SLIPWAY_STATE_BUCKET", "state/x", "STORAGE_EMULATOR_HOST", "http://")));

    assertEquals(
        """
        The deployment cannot be reached:
          the bucket is gs://specs; it must be the bucket's name alone, without gs:// and path
          SLIPWAY_STATE_BUCKET is state/x; it must be the bucket's name alone, without gs:// and path
          STORAGE_EMULATOR_HOST is http://; it must be an address such as http://127.0.0.1:9000\
        """,
        e.getMessage());
  }

  /** What somebody names of project and location. */
  private record GivenAddress(String project, String location) {}

  private static Optional<DeploymentAddress> find(
      GivenAddress named, Map<String, String> variables) {
    return DeploymentAddress.find(
        new DeploymentAddress.Named(named.project(), named.location(), "", ""), variables);
  }
}
