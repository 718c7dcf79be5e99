package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.vertex.FilterCheck;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks whether Vertex AI takes the filters that jobs are listed by. Throws what the calls throw.
 */
final class FilterCheckup {

  private static final String CHECK = "filter";

  private final Deployment deployment;
  private final InstantSource clock;

  FilterCheckup(Deployment deployment, InstantSource clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /** A finding for each filter; none where nobody says where jobs run. */
  List<Finding> findings() {
    return deployment.address().location().isEmpty()
        ? List.of()
        : deployment.filters().answers(clock.instant()).stream().map(FilterCheckup::of).toList();
  }

  private static Finding of(FilterCheck.FilterAnswer answer) {
    return answer.refusal().isEmpty()
        ? Finding.right(CHECK, "Vertex AI takes the one for " + answer.jobs())
        : Finding.wrong(
            CHECK,
            "Vertex AI refuses the one for %s, %s: %s"
                .formatted(answer.jobs(), answer.filter(), answer.refusal()),
            "Slipway lists more jobs and filters them itself, which takes more calls of the quota;"
                + " report this line as an issue.");
  }
}
