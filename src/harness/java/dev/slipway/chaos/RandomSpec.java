package dev.slipway.chaos;

import dev.slipway.dispatch.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A spec as users write them.
 *
 * @param text its JSON
 * @param expected how it must end if nobody withdraws it
 */
record RandomSpec(String text, State expected) {

  private static final int LONGEST_SECONDS = 5;
  private static final double BAD = 0.06;
  private static final double FAILS = 0.15;

  /** Draws one: most can run, some fail, some never could. */
  static RandomSpec draw(Random random, String name) {
    if (random.nextDouble() < BAD) {
      return new RandomSpec(bad(random, name), State.REJECTED);
    }
    boolean fails = random.nextDouble() < FAILS;
    List<String> pools = new ArrayList<>();
    if (random.nextDouble() < 0.7) {
      pools.addAll(pools("n1-standard-4", 1 + random.nextInt(4)));
    }
    if (pools.isEmpty() || random.nextDouble() < 0.3) {
      pools.addAll(pools("n1-highmem-8", 1 + random.nextInt(2)));
    }
    return new RandomSpec(spec(random, name, fails, pools), fails ? State.FAILED : State.SUCCEEDED);
  }

  private static String bad(Random random, String name) {
    return switch (random.nextInt(3)) {
      case 0 -> "{\"displayName\": ";
      case 1 -> spec(random, name, false, pools("n1-standard-64", 1));
      default -> spec(random, name, false, pools("n1-standard-4", 5));
    };
  }

  private static String spec(Random random, String name, boolean fails, List<String> pools) {
    return """
    {"displayName": "%s",
     "labels": {"emulator-seconds": "%d", "emulator-outcome": "%s", "slipway-priority": "%d"},
     "jobSpec": {"persistentResourceId": "%s", "workerPoolSpecs": [%s]}}\
    """
        .formatted(
            name,
            random.nextInt(LONGEST_SECONDS),
            fails ? "failed" : "succeeded",
            random.nextInt(3),
            SharedEmulators.RESOURCES.get(random.nextInt(SharedEmulators.RESOURCES.size())),
            String.join(", ", pools));
  }

  /** The first worker pool of a job has one replica: the others stand in the next. */
  private static List<String> pools(String machine, int replicas) {
    return replicas == 1
        ? List.of(pool(machine, 1))
        : List.of(pool(machine, 1), pool(machine, replicas - 1));
  }

  private static String pool(String machine, int replicas) {
    return """
    {"machineSpec": {"machineType": "%s"}, "replicaCount": %d, "containerSpec": {"imageUri": "train"}}\
    """
        .formatted(machine, replicas);
  }
}
