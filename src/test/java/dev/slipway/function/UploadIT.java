package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.storage.StorageEventType;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What users do with the spec bucket, told by Cloud Storage's own events. */
@Execution(ExecutionMode.CONCURRENT)
class UploadIT {

  private EmulatedCloud cloud;
  private DeployedFunction function;

  @BeforeEach
  void start() throws Exception {
    cloud = EmulatedCloud.start();
    function = DeployedFunction.start(cloud.variables());
    for (StorageEventType type : StorageEventType.values()) {
      cloud.storage().deliverTo(EmulatedCloud.SPECS, type, function.uri());
    }
  }

  @AfterEach
  void stop() throws Exception {
    function.close();
    cloud.close();
  }

  @Test
  void aSpecMayHaveAnyName() throws Exception {
    List<String> names =
        List.of(
            "team a/job+1.json",
            "équipe/日本語 🚢.json",
            "100%/%2F?x=1&y=2#z.json",
            "//double//slash/x.json",
            "[*]{\"quoted\"}'\\;:,@!$().json",
            "x".repeat(1019) + ".json");
    names.forEach(name -> cloud.upload(name, spec("any", 1)));
    cloud.awaitEvents();
    cloud.tickUntil(function, 3, () -> cloud.created().size() == names.size());

    assertEquals(Collections.nCopies(names.size(), "any"), cloud.created());
    assertEquals(
        Collections.nCopies(names.size() - 1, Optional.of(State.RUNNING)),
        names.stream()
            .limit(names.size() - 1)
            .map(name -> cloud.status(name).map(Status::state))
            .toList());
    assertEquals(1, cloud.state("status/" + EmulatedCloud.SPECS + "/_long/").size());
  }

  @Test
  void aSpecThatWaitsIsReplacedByTheNextOfItsName() throws Exception {
    cloud.upload("first.json", spec("first", 4));
    cloud.awaitEvents();
    long before = cloud.upload("again.json", spec("before", 4));
    cloud.awaitEvents();
    long after = cloud.upload("again.json", spec("after", 4));
    cloud.awaitEvents();

    cloud.letJobsEnd();
    cloud.tickUntil(function, 4, () -> cloud.created().size() == 2);

    assertEquals(List.of("first", "after"), cloud.created());
    assertEquals(Optional.of(after), cloud.status("again.json").map(UploadIT::generation));
    assertEquals(true, cloud.state("done/").contains(done(before)));
  }

  @Test
  void aSpecThatIsDeletedWhileItWaitsIsWithdrawn() throws Exception {
    cloud.upload("first.json", spec("first", 4));
    cloud.awaitEvents();
    cloud.upload("second.json", spec("second", 4));
    cloud.awaitEvents();
    cloud.delete("second.json");
    cloud.awaitEvents();

    cloud.letJobsEnd();
    cloud.tickUntil(
        function,
        4,
        () -> cloud.status("second.json").map(Status::state).equals(Optional.of(State.WITHDRAWN)));

    assertEquals(List.of("first"), cloud.created());
    assertEquals(
        Optional.of(List.of(Problem.of(ProblemCode.SPEC_GONE, ""))),
        cloud.status("second.json").map(Status::problems));
  }

  private static long generation(Status status) {
    return Long.parseLong(status.submission().generation());
  }

  private static String done(long generation) {
    return "done/"
        + new Submission(EmulatedCloud.SPECS, "again.json", Long.toString(generation)).id();
  }

  private static String spec(String name, int replicas) {
    String workers = replicas > 1 ? ", " + workerPool(replicas - 1) : "";
    return """
    {"displayName": "%s", "jobSpec": {"persistentResourceId": "%s", "workerPoolSpecs": [%s]}}\
    """
        .formatted(name, replicas > 1 ? "narrow" : "pr-a", workerPool(1) + workers);
  }

  private static String workerPool(int replicas) {
    return """
    {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": %d,
     "containerSpec": {"imageUri": "train"}}\
    """
        .formatted(replicas);
  }
}
