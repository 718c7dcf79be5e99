package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** terraform/prepare, with a gcloud that writes down what it is asked. */
class PrepareTest {

  private static final String SERVICES =
      "services enable --project=my-project cloudresourcemanager.googleapis.com"
          + " serviceusage.googleapis.com iam.googleapis.com";
  private static final String QUOTA = "auth application-default set-quota-project my-project";

  @TempDir private Path folder;

  @BeforeEach
  void gcloud() throws IOException {
    Path file = folder.resolve("gcloud");
    Files.writeString(
        file,
        """
        #!/usr/bin/env bash
        echo "$*" >> "$FOLDER/asked"
        case "$*" in
          'services enable '*) exit "${SERVICES:-0}" ;;
          *set-quota-project*) exit "${QUOTA:-0}" ;;
        esac
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void enablesWhatTerraformNeedsAndGrantsNothing() throws Exception {
    assertEquals(0, run("my-project", "QUOTA=0"));
    assertEquals(List.of(SERVICES, QUOTA), asked());
    assertEquals("my-project is ready for terraform apply\n", output());
  }

  @Test
  void isNotReadyWhereTheApisCannotBeEnabled() throws Exception {
    assertEquals(3, run("my-project", "SERVICES=3"));
    assertEquals(List.of(SERVICES), asked());
    assertEquals("", output());
  }

  @Test
  void aQuotaProjectThatCannotBeSetIsNoObstacle() throws Exception {
    assertEquals(0, run("my-project", "QUOTA=1"));
    assertEquals(
        """
        Your application default credentials got no quota project; ./slipway may need one.
        my-project is ready for terraform apply
        """,
        output());
  }

  private int run(String project, String variable) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "terraform/prepare", project))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().put("FOLDER", folder.toString());
    String[] parts = variable.split("=", 2);
    builder.environment().put(parts[0], parts[1]);
    return builder.start().waitFor();
  }

  private List<String> asked() throws IOException {
    return new ArrayList<>(Files.readAllLines(folder.resolve("asked")));
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
