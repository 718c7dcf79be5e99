package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A spec as users write them, a good one or a bad one.
 *
 * @param text all of it
 * @param image of every worker pool; empty where there is none
 * @param replicas of all worker pools together
 * @param priority that it asks for
 * @param resource the persistent resource that it names; empty for none
 */
record GeneratedSpec(String text, String image, int replicas, int priority, String resource) {

  /** What most specs run. */
  static final String USUAL_IMAGE = "us-docker.pkg.dev/p/images/train:1";

  private static final String OTHER_IMAGE = "us-docker.pkg.dev/p/attic/train:1";

  /** Where it may go. */
  Set<String> resources(Scenario scenario) {
    return resource.isEmpty() ? scenario.defaultResources() : Set.of(resource);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static GeneratedSpec draw(SimulationContext context) {
    SeededRandom random = context.random();
    if (random.chance(0.05)) {
      return new GeneratedSpec("{}", "", 0, 0, "");
    }
    int largest = context.scenario().capacities().stream().mapToInt(i -> i).max().orElse(1);
    String image = random.chance(0.25) ? OTHER_IMAGE : USUAL_IMAGE;
    int workerPools = random.chance(0.25) ? 2 : 1;
    List<String> pools = new ArrayList<>();
    int all = 0;
    for (int i = 0; i < workerPools; i++) {
      int replicas =
          random.number(
              1,
              random.chance(0.05)
                  ? largest + 1
                  : random.chance(0.5) ? largest : Math.max(1, largest / 2));
      pools.add(pool(random.number(0, context.scenario().shapes() - 1), replicas, image));
      all += replicas;
    }
    boolean isLabelled = random.chance(0.5);
    int priority = isLabelled ? random.number(0, 3) : 0;
    String label = isLabelled ? "\"slipway-priority\": \"%d\"".formatted(priority) : "";
    boolean isUnnamed = context.scenario().is(Trait.DIFFERING) && random.chance(0.5);
    String resource = isUnnamed ? "" : random.pick(context.scenario().resources());
    String named = isUnnamed ? "" : "\"persistentResourceId\": \"%s\",".formatted(resource);
    String text =
        """
        {
          "displayName": "job",
          "labels": {%s},
          "jobSpec": {
            %s
            "workerPoolSpecs": [%s]
          }
        }
        """
            .formatted(label, named, String.join(",", pools));
    return new GeneratedSpec(text, image, all, priority, resource);
  }

  private static String pool(int shape, int replicas, String image) {
    return """
    {
      "machineSpec": {"machineType": "%s"},
      "replicaCount": "%d",
      "containerSpec": {"imageUri": "%s"}
    }\
    """
        .formatted(SimulatedVertex.SHAPES.get(shape).machineType(), replicas, image);
  }
}
