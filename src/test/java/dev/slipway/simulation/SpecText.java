package dev.slipway.simulation;

import java.util.ArrayList;
import java.util.List;

/** Specs as people write them, good ones and bad ones. */
final class SpecText {

  private SpecText() {}

  static String draw(World world) {
    Dice dice = world.dice();
    if (dice.chance(0.05)) {
      return "{}";
    }
    int largest = world.scenario().capacities().stream().mapToInt(i -> i).max().orElse(1);
    int workerPools = dice.chance(0.25) ? 2 : 1;
    List<String> pools = new ArrayList<>();
    for (int i = 0; i < workerPools; i++) {
      int replicas =
          dice.number(
              1,
              dice.chance(0.05)
                  ? largest + 1
                  : dice.chance(0.5) ? largest : Math.max(1, largest / 2));
      pools.add(pool(dice.number(0, world.scenario().shapes() - 1), replicas));
    }
    String label =
        dice.chance(0.5) ? "\"slipway-priority\": \"%d\"".formatted(dice.number(0, 3)) : "";
    return """
    {
      "displayName": "job",
      "labels": {%s},
      "jobSpec": {
        "persistentResourceId": "%s",
        "workerPoolSpecs": [%s]
      }
    }
    """
        .formatted(label, Scenario.RESOURCE, String.join(",", pools));
  }

  private static String pool(int shape, int replicas) {
    return """
    {
      "machineSpec": {"machineType": "%s"},
      "replicaCount": "%d",
      "containerSpec": {"imageUri": "us-docker.pkg.dev/p/images/train:1"}
    }"""
        .formatted(Vertex.SHAPES.get(shape).machineType(), replicas);
  }
}
