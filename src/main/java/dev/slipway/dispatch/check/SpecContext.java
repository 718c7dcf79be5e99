package dev.slipway.dispatch.check;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * What a spec is read with, besides its bytes.
 *
 * @param defaultResource the persistent resource used when the spec names none; empty for none
 * @param name from which a job without a display name gets one
 * @param team whose rules of the policy count
 * @param policy what is allowed
 */
public record SpecContext(String defaultResource, String name, Team team, Policy policy) {

  /**
   * That of a submission.
   *
   * @param defaultResource the persistent resource used when the spec names none; empty for none
   * @param publishedName what its publisher calls it; empty for none: then it is called as its
   *     object or key
   * @param team whose rules of the policy count
   */
  public static SpecContext of(
      String defaultResource,
      Submission submission,
      String publishedName,
      Team team,
      Policy policy) {
    return new SpecContext(
        defaultResource,
        publishedName.isEmpty() ? submission.object() : publishedName,
        team,
        policy);
  }

  /**
   * Why the policy lets no such spec run on a persistent resource, whatever it asks for: it would
   * wait there. Empty when it may.
   */
  public Optional<Problem> unfit(PersistentResource on) {
    return policy.unfit(on, team);
  }

  /** That no spec may be below its folder; none where one may. */
  List<Problem> folderProblems() {
    return team instanceof Team.Folder folder && folder.isReserved()
        ? List.of(Problem.of(ProblemCode.RESERVED_FOLDER, "", "folder", folder.name()))
        : List.of();
  }
}
