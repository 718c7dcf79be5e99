package dev.slipway.dispatch.port;

import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.Optional;

/** Port: what the operator lets jobs do. */
public interface Policies {

  /**
   * The policy as it stands.
   *
   * @param policy empty while it cannot be read or is wrong: then nothing may be launched
   * @param why what keeps it from being used, for people; empty when nothing does
   */
  record Current(Optional<Policy> policy, String why) {

    /** A policy that can be used. */
    public static Current of(Policy policy) {
      return new Current(Optional.of(policy), "");
    }

    /** None that can be used. */
    public static Current unreadable(String why) {
      return new Current(Optional.empty(), why);
    }

    /** What everybody who waits is told while it cannot be used; empty when it can. */
    public Optional<Problem> problem() {
      return policy.isPresent()
          ? Optional.empty()
          : Optional.of(Problem.of(ProblemCode.POLICY_UNREADABLE, "", "why", why));
    }
  }

  /** As it stands now, or stood a minute ago at most. Never throws. */
  Current current();
}
