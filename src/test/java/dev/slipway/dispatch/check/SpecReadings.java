package dev.slipway.dispatch.check;

import dev.slipway.dispatch.port.Schema;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import java.util.List;
import java.util.Optional;

/** What intake makes of a spec's bytes, for tests of other packages. */
public final class SpecReadings {

  private SpecReadings() {}

  /**
   * A spec as intake reads it.
   *
   * @param document the tree of the custom job it asks for
   * @param format how it was written
   * @param spec what it asks for
   * @param problems all that is wrong with it
   * @param warnings what is left out of the job
   */
  public record Read(
      Optional<Json.Obj> document,
      Optional<Format> format,
      Optional<JobSpec> spec,
      List<Problem> problems,
      List<Problem> warnings) {}

  /** Reads a spec of which {@code training} is the default resource. */
  public static Read read(byte[] bytes, Schema schema, String object) {
    SpecReading reading =
        SpecReading.of(
            bytes,
            schema,
            new SpecContext("training", object, new Team.Folder("team"), Policy.ALLOW_ALL));
    return new Read(
        reading.document(),
        reading.format(),
        reading.spec(),
        reading.problems(),
        reading.warnings());
  }
}
