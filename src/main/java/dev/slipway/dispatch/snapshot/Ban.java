package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a policy forbids on a persistent resource, whatever a spec asks for. Those it concerns wait:
 * their specs are right, and the operator can change the policy or the resource. Nothing is kept
 * for them meanwhile.
 */
public final class Ban {

  private final Policy policy;
  private final PersistentResource resource;
  private final Settings settings;

  /** What this policy forbids on that resource, in a deployment with these settings. */
  public Ban(Policy policy, PersistentResource resource, Settings settings) {
    this.policy = policy;
    this.resource = resource;
    this.settings = settings;
  }

  /** Why a submission may not be launched here; empty when it may. */
  public Optional<Problem> why(Submission submission) {
    return policy.unfit(resource, settings.team(submission));
  }

  /** What is decided of one that is banned. */
  public static Decision decision(Problem why) {
    return new Decision.Wait(List.of(), List.of(why));
  }

  /** What may not be launched waits, and is told why besides what it waits for. */
  public static Decision forbidden(Decision decision, Problem why) {
    return decision.match(
        launch -> new Decision.Wait(List.of(), List.of(why)),
        wait ->
            new Decision.Wait(
                wait.reasons(), Stream.concat(wait.warnings().stream(), Stream.of(why)).toList()),
        reject -> reject);
  }

  /**
   * Decides for a queue, in its order: those who are banned wait, the others are planned without
   * them.
   *
   * @param entries the records by their IDs; whoever has none is never banned
   */
  public Map<String, Decision> around(
      List<PendingSubmission> queue,
      Function<String, Optional<SubmissionRecord>> entries,
      Function<List<PendingSubmission>, Map<String, Decision>> plan) {
    Map<String, Decision> banned = new LinkedHashMap<>();
    for (PendingSubmission waiting : queue) {
      entries
          .apply(waiting.id())
          .flatMap(entry -> why(entry.submission()))
          .ifPresent(why -> banned.put(waiting.id(), decision(why)));
    }
    if (banned.isEmpty()) {
      return plan.apply(queue);
    }
    Map<String, Decision> planned =
        plan.apply(queue.stream().filter(each -> !banned.containsKey(each.id())).toList());
    Map<String, Decision> all = new LinkedHashMap<>();
    queue.stream()
        .sorted(PendingSubmission.ORDER)
        .map(PendingSubmission::id)
        .forEach(
            id ->
                Optional.ofNullable(banned.get(id))
                    .or(() -> Optional.ofNullable(planned.get(id)))
                    .ifPresent(decision -> all.put(id, decision)));
    return all;
  }
}
