package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import java.util.Optional;

/**
 * What a policy forbids, for those who only look.
 *
 * @param current the policy
 * @param settings of the launcher; they say which team a submission is of
 */
public record OverviewPolicy(Policies current, Settings settings) {

  /** Where the policy is not known: nothing is forbidden. */
  public static final OverviewPolicy UNKNOWN = of(Policy.ALLOW_ALL, "");

  /**
   * A policy that is known, of a launcher that is not.
   *
   * @param specPrefix with which the names of all its specs begin; empty for none
   */
  public static OverviewPolicy of(Policy policy, String specPrefix) {
    return new OverviewPolicy(() -> Policies.Current.of(policy), Settings.unknown(specPrefix));
  }

  /** Why nothing may be launched: there is no policy to go by; empty when there is. */
  Optional<Problem> forbidden() {
    return current.current().problem();
  }

  /** What it forbids on a persistent resource. */
  Ban on(PersistentResource resource) {
    return new Ban(current.current().policy().orElse(Policy.ALLOW_ALL), resource, settings);
  }
}
