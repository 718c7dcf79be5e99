package dev.slipway.policy;

import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator lets jobs do: rules for everybody, and rules of single teams that take their
 * place one by one. {@code docs/POLICY.md} describes the document.
 */
public final class Policy {

  /** Allows everything. */
  public static final Policy ALLOW_ALL = new Policy(Limits.NONE, Map.of());

  private final Limits everybody;
  private final Map<Team, Limits> teams;

  Policy(Limits everybody, Map<Team, Limits> teams) {
    this.everybody = everybody;
    this.teams = Map.copyOf(teams);
  }

  /**
   * A document as read.
   *
   * @param policy empty as soon as there is one problem: half a policy allows too much
   * @param problems what is wrong, by the document's paths, see {@link FirstProblems}
   */
  public record PolicyReading(Optional<Policy> policy, List<Problem> problems) {
    public PolicyReading {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a policy, strict JSON. Never throws for what stands in it. */
  public static PolicyReading parse(byte[] bytes) {
    Tree tree = SpecParser.parseJson(bytes);
    List<Problem> problems = new ArrayList<>(tree.problems());
    Optional<Policy> policy = tree.root().flatMap(root -> PolicyReader.read(root, problems));
    return new PolicyReading(
        problems.isEmpty() ? policy : Optional.empty(), FirstProblems.of(problems));
  }

  /** The highest priority that a team's specs are granted; empty for no limit. */
  public Optional<Integer> maxPriority(Team team) {
    return limits(team).maxPriority();
  }

  /**
   * Checks a spec, all rules at once.
   *
   * @param resource the ID of the persistent resource that it will run on: the one it names, or
   *     else the default
   * @param team whose spec it is
   */
  public Verdict check(JobSpec spec, String resource, Team team) {
    return new PolicyCheck(limits(team), teams.containsKey(team) ? team.shown() : "")
        .of(spec, resource);
  }

  /**
   * Why jobs of a team may not run on a persistent resource, whatever they ask for; empty when they
   * may. Where accounts are ruled it must enforce them: "Otherwise, uses the Vertex AI Custom Code
   * Service Agent" (google/cloud/aiplatform/v1/persistent_resource.proto, ServiceAccountSpec).
   */
  public Optional<Problem> unfit(PersistentResource resource, Team team) {
    return limits(team).areAccountsRuled() && !resource.enforcesServiceAccount()
        ? Optional.of(
            Problem.of(ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT, "", "resource", resource.id()))
        : Optional.empty();
  }

  /** Teams that have rules of their own. */
  public Set<Team> teams() {
    return teams.keySet();
  }

  private Limits limits(Team team) {
    Limits own = teams.get(team);
    return own == null ? everybody : own.over(everybody);
  }
}
