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
          + " serviceusage.googleapis.com iam.googleapis.com eventarc.googleapis.com"
          + " pubsub.googleapis.com storage.googleapis.com";
  private static final String ASK_STORAGE_AGENT = "storage service-agent --project=my-project";
  private static final String MAKE_EVENTARC_AGENT =
      "beta services identity create --service=eventarc.googleapis.com --project=my-project"
          + " --format=none";
  private static final String ASK_NUMBER =
      "projects describe my-project --format=value(projectNumber)";
  private static final String GRANT_STORAGE =
      grant("service-42@gs-project-accounts.iam.gserviceaccount.com", "roles/pubsub.publisher");
  private static final String GRANT_EVENTARC =
      grant("service-42@gcp-sa-eventarc.iam.gserviceaccount.com", "roles/eventarc.serviceAgent");
  private static final String QUOTA = "auth application-default set-quota-project my-project";

  @TempDir private Path folder;

  @BeforeEach
  void gcloud() throws IOException {
    program(
        "gcloud",
        """
        echo "$*" >> "$FOLDER/asked"
        case "$*" in
          'storage service-agent '*) echo service-42@gs-project-accounts.iam.gserviceaccount.com ;;
          'projects describe '*) echo 42 ;;
          *add-iam-policy-binding*) [ "$(grep -c -e "$5" "$FOLDER/asked")" -ge "${GRANTED_AT:-1}" ] ;;
          *set-quota-project*) exit "${QUOTA:-0}" ;;
        esac
        """);
    program("sleep", "echo \"sleep $1\" >> \"$FOLDER/asked\"\n");
  }

  @Test
  void enablesWhatTerraformNeedsAndGivesGooglesAgentsTheirRoles() throws Exception {
    assertEquals(0, run("my-project", "GRANTED_AT=1"));
    assertEquals(
        List.of(
            SERVICES,
            ASK_STORAGE_AGENT,
            GRANT_STORAGE,
            MAKE_EVENTARC_AGENT,
            ASK_NUMBER,
            GRANT_EVENTARC,
            QUOTA),
        asked());
    assertEquals("my-project is ready for terraform apply\n", output());
  }

  @Test
  void grantsAgainWhereAnAgentIsNotKnownYet() throws Exception {
    assertEquals(0, run("my-project", "GRANTED_AT=2"));
    assertEquals(
        List.of(GRANT_STORAGE, "sleep 10", GRANT_STORAGE, MAKE_EVENTARC_AGENT),
        asked().subList(2, 6));
  }

  @Test
  void saysWhichGrantIsMissingWhenItGivesUp() throws Exception {
    assertEquals(1, run("my-project", "GRANTED_AT=99"));
    assertEquals(12, asked().stream().filter(GRANT_STORAGE::equals).count());
    assertEquals(
        "Grant roles/pubsub.publisher on my-project to"
            + " service-42@gs-project-accounts.iam.gserviceaccount.com by hand.",
        output().lines().reduce((first, second) -> second).orElseThrow());
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

  private static String grant(String agent, String role) {
    return "projects add-iam-policy-binding my-project --member=serviceAccount:%s --role=%s"
            .formatted(agent, role)
        + " --condition=None --format=none";
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

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
