package dev.slipway.spec;

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
record OtherKind(String kind, List<String> marks, String holds, String command) {

  private static final List<OtherKind> ALL =
      List.of(
          new OtherKind(
              "a hyperparameter tuning job",
              List.of("studySpec", "trialJobSpec"),
              "trialJobSpec",
              "gcloud ai hp-tuning-jobs create"),
          new OtherKind(
              "a training pipeline",
              List.of("trainingTaskInputs", "trainingTaskDefinition"),
              "trainingTaskInputs",
              ""),
          new OtherKind(
              "a pipeline job",
              List.of("pipelineSpec", "runtimeConfig", "pipelineInfo", "deploymentSpec"),
              "",
              "aiplatform.PipelineJob(...).submit()"),
          new OtherKind(
              "a persistent resource",
              List.of("resourcePools"),
              "",
              "gcloud ai persistent-resources create"),
          new OtherKind(
              "a Google Batch job", List.of("taskGroups"), "", "gcloud batch jobs submit"),
          new OtherKind("a request to create a job", List.of("customJob"), "customJob", ""),
          new OtherKind("a list of jobs", List.of("customJobs"), "", ""),
          new OtherKind("a Kubernetes manifest", List.of("apiVersion"), "", "kubectl apply"),
          new OtherKind(
              "a single worker pool spec",
              List.of("machineSpec", "containerSpec", "pythonPackageSpec"),
              "",
              ""));

  /** The problem with an object that is of another kind. */
  static Optional<Problem> problem(Json.Obj document) {
    return ALL.stream()
        .flatMap(kind -> kind.marks.stream().map(mark -> kind.problem(document, mark)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Problem> problem(Json.Obj document, String mark) {
    return memberOf(document, mark).map(member -> problem(document, member));
  }

  private Problem problem(Json.Obj document, Json.Member found) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", kind);
    facts.put("found", found.name());
    memberOf(document, holds)
        .filter(inner -> isJob(inner.value()))
        .ifPresent(inner -> facts.put("holds", inner.name()));
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
