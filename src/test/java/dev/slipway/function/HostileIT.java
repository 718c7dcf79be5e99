package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.storage.StorageEventType;
import dev.slipway.fuzz.HostileInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every hostile input, and many of the worst at once, at the deployed function's heap: each is
 * refused, a good spec beside them is launched, and the process lives on.
 */
@Tag("slow")
class HostileIT {

  /** Three fifths of 1 GiB, as Terraform sets it, and its end where that is not enough. */
  private static final String DEPLOYED = "-Xmx614m -XX:+ExitOnOutOfMemoryError";

  private static final String GOOD =
      """
      {"displayName": "good", "jobSpec": {"workerPoolSpecs": [{"replicaCount": 1,
       "machineSpec": {"machineType": "n1-standard-4"},
       "containerSpec": {"imageUri": "us-docker.pkg.dev/p/r/i:1"}}]}}
      """;

  /** As many as one deployed process handles at the same time. */
  private static final int AT_ONCE = 20;

  @Test
  void everyHostileInputIsRejectedWhileAGoodSpecBesideItIsLaunched() throws Exception {
    EmulatedCloud cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("JAVA_TOOL_OPTIONS", DEPLOYED);
    try (DeployedFunction function = DeployedFunction.start(variables)) {
      cloud.storage().deliverTo(EmulatedCloud.SPECS, StorageEventType.FINALIZED, function.uri());
      List<String> hostile = new ArrayList<>();
      HostileInputs.specs()
          .forEach((name, bytes) -> hostile.add(upload(cloud, "hostile/" + name + ".json", bytes)));
      for (String name : HostileInputs.WORST) {
        for (int i = 0; i < AT_ONCE; i++) {
          hostile.add(
              upload(
                  cloud,
                  "many/" + i + " " + name + ".json",
                  Objects.requireNonNull(HostileInputs.specs().get(name))));
        }
      }
      cloud.upload("good.json", GOOD);
      cloud.awaitEvents();

      for (String object : hostile) {
        assertEquals(Optional.of(State.REJECTED), cloud.status(object).map(Status::state), object);
      }
      assertEquals(Optional.of(State.RUNNING), cloud.status("good.json").map(Status::state));
      assertEquals(List.of("good"), cloud.created());
      assertTrue(ProcessHandle.of(function.pid()).orElseThrow().isAlive());
    } finally {
      cloud.close();
    }
  }

  private static String upload(EmulatedCloud cloud, String object, byte[] bytes) {
    cloud.storage().put(EmulatedCloud.SPECS, object, bytes, Map.of());
    return object;
  }
}
