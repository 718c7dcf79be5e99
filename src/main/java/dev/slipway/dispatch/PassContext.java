package dev.slipway.dispatch;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * What a pass knows besides its snapshot.
 *
 * @param isHousekeepingDue whether it does what ticks are for as well
 * @param waiting those that wait and are still wanted, in the order of the queue, by ID
 * @param pause why nothing is launched; empty when nothing is paused
 * @param forbidden that there is no policy to go by, and nothing may be launched; else empty
 * @param policy what is allowed; everything when there is none to go by
 * @param timeout ends what has waited too long
 */
record PassContext(
    boolean isHousekeepingDue,
    Map<String, Versioned<SubmissionRecord>> waiting,
    Optional<Control.Pause> pause,
    Optional<Problem> forbidden,
    Policy policy,
    WaitTimeout timeout) {}
