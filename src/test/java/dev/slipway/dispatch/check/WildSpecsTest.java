package dev.slipway.dispatch.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.VertexAnswersTest;
import dev.slipway.plan.Advice;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.report.StatusText;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.vertex.JobSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people really write. Beside each document under {@code wild/} stands {@code NAME.txt}: what
 * they are told before the job is created, on one of two resources, each with a pool of A100
 * machines and one of machines without GPUs; {@code reserved} has its A100 from a reservation, and
 * wants a service account.
 */
class WildSpecsTest {

  private static final CaseFiles CASES = CaseFiles.in("dispatch/check/wild");

  private static final ReservationAffinity RESERVED =
      new ReservationAffinity(
          "SPECIFIC_RESERVATION",
          "compute.googleapis.com/reservation-name",
          List.of("projects/my-project/zones/us-central1-a/reservations/a100"));

  private static final Map<String, PersistentResource> RESOURCES =
      Map.of(
          "training",
          new PersistentResource(
              "training",
              ResourceState.RUNNING,
              List.of(
                  pool("a100", a100(ReservationAffinity.NONE)), pool("cpu", cpu("pd-standard"))),
              "",
              "",
              false,
              "",
              false),
          "reserved",
          new PersistentResource(
              "reserved",
              ResourceState.RUNNING,
              List.of(pool("a100", a100(RESERVED)), pool("cpu", cpu("pd-ssd"))),
              "",
              "",
              true,
              "",
              false));

  /** The name of an example in the list of them all. */
  private static final Pattern LISTED = Pattern.compile("`([./a-z0-9-]+)`");

  private static Shape a100(ReservationAffinity reservation) {
    return new Shape("a2-highgpu-1g", "NVIDIA_TESLA_A100", 1, "", "", reservation, "pd-ssd", 100);
  }

  private static Shape cpu(String disk) {
    return new Shape("n1-standard-4", "", 0, "", "", ReservationAffinity.NONE, disk, 100);
  }

  private static ResourcePool pool(String id, Shape shape) {
    return new ResourcePool(id, shape, 4, OptionalLong.empty(), 0);
  }

  static List<String> documents() {
    return CASES.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theMistakeAndTheMendAreNamed(String name) throws IOException {
    CASES.assertTold(name, told(Files.readAllBytes(CASES.file(name))));
  }

  @Test
  void eachIsListedWithWhatItIsAnExampleOf() throws IOException {
    Set<String> listed =
        Files.readAllLines(CASES.file("README.md")).stream()
            .filter(line -> line.startsWith("| "))
            .flatMap(line -> LISTED.matcher(line).results())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> examples = new TreeSet<>(stems(documents(), ""));
    examples.addAll(stems(VertexAnswersTest.answers(), "../answers/"));

    assertEquals(examples, listed);
  }

  private static List<String> stems(List<String> files, String folder) {
    return files.stream().map(file -> folder + file.replaceFirst("\\.\\w+$", "")).toList();
  }

  private static String told(byte[] document) {
    SpecContext context =
        new SpecContext("training", "team/train", new Team.Folder("team"), Policy.ALLOW_ALL);
    SpecReading reading = SpecReading.of(document, new JobSchema("us-central1"), context);
    return reading.format().map(Format::text).map(text -> text + "\n").orElse("")
        + StatusText.problems("Refused because", reading.problems())
        + StatusText.problems("Look at", reading.warnings())
        + reading
            .spec()
            .filter(spec -> reading.problems().isEmpty())
            .map(spec -> onTheResource(spec, reading.resource()))
            .orElse("");
  }

  private static String onTheResource(JobSpec spec, String id) {
    PendingSubmission waiting =
        new PendingSubmission("id", 0, Instant.EPOCH, spec.requirements(), false, 0, Instant.EPOCH);
    PersistentResource resource = Objects.requireNonNull(RESOURCES.get(id), "no such resource");
    PlanInput situation =
        new PlanInput(resource, Map.of(), false, 60, 60, Optional.empty(), Instant.EPOCH);
    Decision decision = Objects.requireNonNull(Planner.plan(situation, List.of(waiting)).get("id"));
    return StatusText.problems("Look at", Advice.of(resource, spec.requirements()))
        + decision.match(
            launch -> "Launched on " + String.join(", ", launch.pools()) + "\n",
            wait -> StatusText.problems("Waits because", wait.reasons()),
            reject -> StatusText.problems("Refused because", reject.problems()));
  }
}
