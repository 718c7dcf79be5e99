package dev.slipway.dispatch.check;

import dev.slipway.dispatch.port.Schema;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a spec before any resource is looked at: the same as when it arrives, for those
 * who ask beforehand. Pure.
 *
 * @param format how it was written; empty when it cannot be read
 * @param spec what it asks for; empty when it cannot be read
 * @param resource the ID of the persistent resource that it is to run on; empty when it is not
 *     known
 * @param problems all that is wrong with it or not allowed; with any, it is refused
 * @param warnings what to look at although it is taken
 * @param priority what it is granted of the priority that it asks for: 0 to 9
 */
public record SpecCheck(
    Optional<Format> format,
    Optional<JobSpec> spec,
    String resource,
    List<Problem> problems,
    List<Problem> warnings,
    int priority) {
  public SpecCheck {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a spec is checked with.
   *
   * @param defaultResource the persistent resource used when the spec names none; empty for none
   * @param object the name under which it is to be uploaded: a job without a display name gets it
   * @param team whose rules of the policy count
   * @param policy what is allowed
   */
  public record Context(String defaultResource, String object, Team team, Policy policy) {

    /**
     * Why the policy lets no such spec run on a persistent resource, whatever it asks for: it would
     * wait there. Empty when it may.
     */
    public Optional<Problem> unfit(PersistentResource on) {
      return policy.unfit(on, team);
    }
  }

  /** Checks a spec. */
  public static SpecCheck of(byte[] bytes, Schema schema, Context context) {
    SpecReading reading =
        SpecReading.of(
            bytes,
            schema,
            new SpecContext(
                context.defaultResource(), context.object(), context.team(), context.policy()));
    return new SpecCheck(
        reading.format(),
        reading.spec(),
        reading
            .spec()
            .map(spec -> SpecReading.resource(spec, context.defaultResource()))
            .orElse(""),
        reading.problems(),
        reading.warnings(),
        reading.priority());
  }

  /** One that cannot be read. */
  public static SpecCheck refused(List<Problem> problems) {
    return new SpecCheck(Optional.empty(), Optional.empty(), "", problems, List.of(), 0);
  }

  /** Whether it would be taken. */
  public boolean isValid() {
    return problems.isEmpty() && spec.isPresent();
  }
}
