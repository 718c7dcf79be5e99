package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A document that is well known, but no custom job.
 *
 * @param kind for people
 * @param marks names in camel case of which one gives it away
 * @param holds under which name a job may stand within; empty for none
 * @param command what takes such a document; empty for none
 */
record ForeignDocument(String kind, List<String> marks, String holds, String command) {

  private static final List<ForeignDocument> ALL =
      List.of(
          new ForeignDocument(
              "a hyperparameter tuning job",
              List.of("studySpec", "trialJobSpec"),
              "trialJobSpec",
              "gcloud ai hp-tuning-jobs create"),
          new ForeignDocument(
              "a training pipeline",
              List.of("trainingTaskInputs", "trainingTaskDefinition"),
              "trainingTaskInputs",
              ""),
          new ForeignDocument(
              "a pipeline job",
              List.of("pipelineSpec", "runtimeConfig", "pipelineInfo", "deploymentSpec"),
              "",
              "aiplatform.PipelineJob(...).submit()"),
          new ForeignDocument(
              "a persistent resource",
              List.of("resourcePools"),
              "",
              "gcloud ai persistent-resources create"),
          new ForeignDocument(
              "a Google Batch job", List.of("taskGroups"), "", "gcloud batch jobs submit"),
          new ForeignDocument("a request to create a job", List.of("customJob"), "customJob", ""),
          new ForeignDocument("a list of jobs", List.of("customJobs"), "", ""),
          new ForeignDocument("a Kubernetes manifest", List.of("apiVersion"), "", "kubectl apply"),
          new ForeignDocument(
              "a job of AI Platform Training (ML Engine)", List.of("trainingInput"), "", ""),
          new ForeignDocument(
              "a Cloud Build configuration", List.of("steps"), "", "gcloud builds submit"),
          new ForeignDocument("a workflow, such as one of Kestra", List.of("tasks"), "", ""),
          new ForeignDocument(
              "a single worker pool spec",
              List.of("machineSpec", "containerSpec", "pythonPackageSpec"),
              "",
              ""));

  /** How deep and how broadly a job is looked for in a document of another kind. */
  private static final int DEEPEST = 4;

  private static final int MOST_SEARCHED = 20;

  /** Of several jobs in one document so many are named. */
  private static final int MOST_NAMED = 10;

  /**
   * W&B Launch puts the arguments of the SDK's CustomJob under spec, and those of run under run.
   */
  private static final ForeignDocument LAUNCH =
      new ForeignDocument("the arguments of a W&B Launch queue", List.of("spec"), "spec", "");

  private static final ForeignDocument AROUND_A_JOB =
      new ForeignDocument("an object around a job", List.of(), "", "");

  /** The problem with an object that is of another kind. */
  static Optional<Problem> problem(Json.Obj document) {
    return ALL.stream()
        .flatMap(kind -> kind.marks.stream().map(mark -> kind.problem(document, mark)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> jobsWithin(document));
  }

  /** Of several jobs under names of their own, all are named; a single one is what is meant. */
  private static Optional<Problem> jobsWithin(Json.Obj document) {
    List<Json.Member> jobs =
        document.members().stream().filter(member -> isJob(member.value())).toList();
    if (jobs.size() > 1) {
      String names =
          String.join(
              ", ",
              jobs.stream().limit(MOST_NAMED).map(job -> Paths.shortened(job.name())).toList());
      return Optional.of(Problem.of(ProblemCode.SEVERAL_SPECS, "", "names", names));
    }
    return jobs.stream()
        .findFirst()
        .map(
            job ->
                (job.name().equals("spec") ? LAUNCH : AROUND_A_JOB)
                    .problem(job, Paths.member("", job.name())));
  }

  private Optional<Problem> problem(Json.Obj document, String mark) {
    return memberOf(document, mark)
        .map(
            member ->
                problem(
                    member,
                    memberOf(document, holds)
                        .filter(inner -> isJob(inner.value()))
                        .map(Json.Member::name)
                        .orElseGet(() -> jobBelow(member.value(), member.name(), 0))));
  }

  /** The path of the first job within a value; empty when there is none near. */
  private static String jobBelow(Json value, String path, int depth) {
    if (isJob(value)) {
      return path;
    }
    if (depth == DEEPEST) {
      return "";
    }
    if (value instanceof Json.Obj object) {
      return object.members().stream()
          .limit(MOST_SEARCHED)
          .map(member -> jobBelow(member.value(), Paths.member(path, member.name()), depth + 1))
          .filter(found -> !found.isEmpty())
          .findFirst()
          .orElse("");
    }
    if (value instanceof Json.Arr list) {
      for (int i = 0; i < Math.min(list.items().size(), MOST_SEARCHED); i++) {
        String found = jobBelow(list.items().get(i), Paths.item(path, i), depth + 1);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }

  private Problem problem(Json.Member found, String inside) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", kind);
    facts.put("found", found.name());
    if (!inside.isEmpty()) {
      facts.put("holds", inside);
    }
    if (!command.isEmpty()) {
      facts.put("command", command);
    }
    return new Problem(ProblemCode.OTHER_KIND, "", facts);
  }

  /** Whether a value is a CustomJob or a CustomJobSpec. */
  static boolean isJob(Json value) {
    return value instanceof Json.Obj object
        && Stream.of("jobSpec", "workerPoolSpecs")
            .anyMatch(name -> memberOf(object, name).isPresent());
  }

  /** The member of that name, in either spelling. */
  static Optional<Json.Member> memberOf(Json.Obj object, String camelName) {
    return object.members().stream().filter(member -> isNamed(member, camelName)).findFirst();
  }

  /** Whether a member has that name, in either spelling. */
  static boolean isNamed(Json.Member member, String camelName) {
    // What has no underscore is not in snake case: that is quick to see, of thousands of members.
    return member.name().equals(camelName)
        || (member.name().contains("_") && member.name().equals(Spelling.toSnakeCase(camelName)));
  }
}
