package dev.slipway.dispatch;

import dev.slipway.plan.Advice;
import dev.slipway.plan.Decision;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Situation;
import dev.slipway.plan.Waiting;
import dev.slipway.policy.Policy;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people really write. Beside each document under {@code wild/} stands {@code NAME.txt}: what
 * they are told before the job is created, on a resource with a pool of A100 machines and one of
 * machines without GPUs.
 */
class WildSpecsTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/slipway/dispatch/wild");

  private static final PersistentResource TRAINING =
      new PersistentResource(
          "training",
          ResourceState.RUNNING,
          List.of(
              pool("a100", machine("a2-highgpu-1g", "NVIDIA_TESLA_A100", 1, "pd-ssd")),
              pool("cpu", machine("n1-standard-4", "", 0, "pd-standard"))),
          "",
          "",
          false,
          "");

  private static Shape machine(String type, String accelerator, int count, String disk) {
    return new Shape(type, accelerator, count, "", "", ReservationAffinity.NONE, disk, 100);
  }

  private static ResourcePool pool(String id, Shape shape) {
    return new ResourcePool(id, shape, 4, OptionalLong.empty(), 0);
  }

  static List<String> documents() throws IOException {
    return GoldenTexts.documents(FOLDER);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theMistakeAndTheMendAreNamed(String name) throws IOException {
    GoldenTexts.assertTold(FOLDER, name, told(Files.readAllBytes(FOLDER.resolve(name))));
  }

  private static String told(byte[] document) {
    SpecContext context = new SpecContext("", "team/train", "team", Policy.ALLOW_ALL);
    SpecReading reading = SpecReading.of(document, new JobSchema("us-central1"), context);
    return reading.format().map(Format::text).map(text -> text + "\n").orElse("")
        + StatusText.problems("Refused because", reading.problems())
        + StatusText.problems("Look at", reading.warnings())
        + reading
            .spec()
            .filter(spec -> reading.problems().isEmpty())
            .map(WildSpecsTest::onTheResource)
            .orElse("");
  }

  private static String onTheResource(JobSpec spec) {
    Waiting waiting =
        new Waiting("id", 0, Instant.EPOCH, spec.requirements(), false, 0, Instant.EPOCH);
    Situation situation =
        new Situation(TRAINING, Map.of(), false, 60, 60, Optional.empty(), Instant.EPOCH);
    Decision decision = Objects.requireNonNull(Planner.plan(situation, List.of(waiting)).get("id"));
    return StatusText.problems("Look at", Advice.of(TRAINING, spec.requirements()))
        + decision.match(
            launch -> "Launched on " + String.join(", ", launch.pools()) + "\n",
            wait -> StatusText.problems("Waits because", wait.reasons()),
            reject -> StatusText.problems("Refused because", reject.problems()));
  }
}
