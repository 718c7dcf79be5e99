package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.event.EventDelivery.DeliveryResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However often an event arrives, and wherever, its spec becomes one job. */
class OnceIT {

  private static final int DELIVERIES = 50;
  private static final Path SPEC = CaseFiles.ROOT.resolve("function/specs/no-resource.json");

  private static EmulatedCloud cloud;
  private static List<DeployedFunction> functions;

  @BeforeAll
  static void start() throws Exception {
    cloud = EmulatedCloud.start();
    functions =
        List.of(
            DeployedFunction.start(cloud.variables()),
            DeployedFunction.start(cloud.variables()),
            DeployedFunction.start(cloud.variables()));
  }

  @AfterAll
  static void stop() throws Exception {
    functions.forEach(DeployedFunction::close);
    cloud.close();
  }

  @Test
  void anEventDeliveredFiftyTimesAtOnceToOneProcessMakesOneJob() throws Exception {
    assertOneJob("one.json", functions.subList(0, 1));
  }

  @Test
  void anEventDeliveredFiftyTimesAtOnceToThreeProcessesMakesOneJob() throws Exception {
    assertOneJob("three.json", functions);
  }

  private static void assertOneJob(String object, List<DeployedFunction> to) throws Exception {
    long generation = cloud.upload(object, Files.readString(SPEC));
    SampleEvent event = SampleEvent.now("storage-finalized").about(object, generation);
    List<CompletableFuture<DeliveryResult>> deliveries = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      deliveries.add(cloud.storage().delivery().post(event.message(), to.get(i % to.size()).uri()));
    }

    List<DeliveryResult> outcomes = new ArrayList<>();
    for (CompletableFuture<DeliveryResult> delivery : deliveries) {
      outcomes.add(delivery.get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS));
    }
    cloud.tick(to.get(0));

    assertEquals(Collections.nCopies(DELIVERIES, DeliveryResult.DELIVERED), outcomes);
    Submission submission = new Submission(EmulatedCloud.SPECS, object, Long.toString(generation));
    assertEquals(1, cloud.jobsOf(submission));
    assertEquals(List.of("queue/" + submission.id()), cloud.state("queue/" + submission.id()));
  }
}
