package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.storage.StorageEventType;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The samples of Google's page on running jobs on a persistent resource, uploaded as they stand, on
 * resources with the pools that they ask for.
 *
 * <p>Beside {@code resources.json} stands the job that each must arrive as, in the REST API's own
 * form, without the two labels that Slipway adds.
 */
class GoogleSamplesIT {

  private static final Path SAMPLES = Path.of("function/examples/formats/google");
  private static final Path EXPECTED = CaseFiles.ROOT.resolve("function/google");

  private static final String RESOURCE = "my-persistent-resource";

  private static EmulatedCloud cloud;
  private static DeployedFunction function;

  @BeforeAll
  static void start() throws Exception {
    cloud = EmulatedCloud.start();
    PersistentResourceFile.load(EXPECTED.resolve("resources.json"))
        .forEach(cloud.vertex().resources()::put);
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_PERSISTENT_RESOURCE", RESOURCE);
    function = DeployedFunction.start(variables);
    cloud.storage().deliverTo(EmulatedCloud.SPECS, StorageEventType.FINALIZED, function.uri());
  }

  @AfterAll
  static void stop() throws Exception {
    function.close();
    cloud.close();
  }

  @Test
  void whatGcloudTakesAsItsConfigRunsOnTheDefaultResourceUnderItsObjectsName() throws Exception {
    Status status = launched("gcloud-config.yaml", sample("gcloud-config.yaml"));

    assertEquals(Optional.of(Format.CUSTOM_JOB_SPEC), status.format());
    assertEquals(List.of(new Status.Placement("workerPoolSpecs", "ssd", 1)), status.placements());
    assertEquals(List.of(), warnings(status));
  }

  @Test
  void theArgumentsOfThePythonSdkAreRefusedForTheirRetiredAccelerator() throws Exception {
    Status status = told(upload("google/python-sdk.json", sample("python-sdk.json")));

    assertEquals(State.REJECTED, status.state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.ACCELERATOR_RETIRED,
                "worker_pool_specs[0].machine_spec.accelerator_type",
                "found",
                "NVIDIA_TESLA_K80")),
        status.problems());
  }

  @Test
  void theArgumentsOfThePythonSdkRunWithAnAcceleratorThatIsThere() throws Exception {
    Status status =
        launched("python-sdk.json", sample("python-sdk.json").replace("TESLA_K80", "TESLA_T4"));

    assertEquals(Optional.of(Format.SDK_ARGUMENTS), status.format());
    assertEquals(
        List.of(new Status.Placement("worker_pool_specs[0]", "t4", 1)), status.placements());
    assertEquals(
        List.of(
            "STAGING_BUCKET_LEFT_OUT staging_bucket",
            "PLACE_LEFT_OUT project",
            "PLACE_LEFT_OUT location"),
        warnings(status));
  }

  @Test
  void theBodyOfTheRestRequestRunsAsItIs() throws Exception {
    Status status = launched("rest.json", sample("rest.json"));

    assertEquals(Optional.of(Format.CUSTOM_JOB), status.format());
    assertEquals(
        List.of(new Status.Placement("job_spec.worker_pool_specs[0]", "standard", 1)),
        status.placements());
    assertEquals(List.of(), warnings(status));
  }

  private static List<String> warnings(Status status) {
    return status.warnings().stream()
        .map(warning -> warning.code() + " " + warning.where())
        .toList();
  }

  private static String sample(String file) throws IOException {
    return Files.readString(SAMPLES.resolve(file));
  }

  private static Submission upload(String object, String spec) throws Exception {
    long generation = cloud.upload(object, spec);
    cloud.awaitEvents();
    return new Submission(EmulatedCloud.SPECS, object, Long.toString(generation));
  }

  private static Status told(Submission submission) {
    return cloud.status(submission.object()).orElseThrow();
  }

  /** Uploads a sample, sees that it arrives as the one job that is expected, gives its status. */
  private static Status launched(String sample, String spec) throws Exception {
    Submission submission = upload("google/" + sample, spec);
    cloud.tickUntil(function, 3, () -> cloud.jobsOf(submission) > 0);

    List<CustomJob> arrived =
        cloud.vertex().createRequests().stream()
            .map(CreateCustomJobRequest::getCustomJob)
            .filter(job -> job.getLabelsOrDefault("slipway-submission", "").equals(submission.id()))
            .toList();
    assertEquals(List.of(expected(sample, submission, arrived.get(0))), arrived);

    Status status = told(submission);
    assertEquals(State.RUNNING, status.state());
    assertEquals(RESOURCE, status.resource());
    assertEquals(List.of(), status.problems());
    return status;
  }

  private static CustomJob expected(String sample, Submission submission, CustomJob arrived)
      throws Exception {
    String attempt = arrived.getLabelsOrDefault("slipway-attempt", "");
    assertTrue(attempt.matches("[0-9a-f]{32}"), attempt);
    CustomJob.Builder job = CustomJob.newBuilder();
    String file = sample.replaceFirst("\\.\\w+$", ".json");
    JsonFormat.parser().merge(Files.readString(EXPECTED.resolve(file)), job);
    return job.putLabels("slipway-submission", submission.id())
        .putLabels("slipway-attempt", attempt)
        .build();
  }
}
