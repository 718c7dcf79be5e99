package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes one custom job of a document of any format. Names stay spelled as they are. */
final class CustomJobNormalizer {

  private static final List<String> OF_THE_JOB = List.of("displayName", "labels", "encryptionSpec");

  private CustomJobNormalizer() {}

  /**
   * The job that a document asks for.
   *
   * @param syntax what is wrong with it already
   */
  static Parsed of(Json root, List<Problem> syntax) {
    Parsed parsed = job(root);
    Placeholders.Unfilled unfilled =
        parsed.document().isPresent()
            ? Placeholders.in(root)
            : new Placeholders.Unfilled(List.of(), List.of());
    List<Problem> problems = new ArrayList<>(syntax);
    problems.removeIf(problem -> isFoundAgain(problem, unfilled.errors()));
    problems.addAll(parsed.problems());
    problems.addAll(unfilled.errors());
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    warnings.addAll(unfilled.warnings());
    return new Parsed(
        parsed.document().map(CustomJobNormalizer::withoutEmptyEnums),
        parsed.format(),
        parsed.places(),
        problems,
        warnings);
  }

  /** Of a word without quotes the syntax knows only the line, the tree the path. */
  private static boolean isFoundAgain(Problem problem, List<Problem> unfilled) {
    return problem.code() == ProblemCode.PLACEHOLDER
        && unfilled.stream()
            .anyMatch(
                other -> Objects.equals(other.facts().get("found"), problem.facts().get("found")));
  }

  /** Tools write an empty accelerator type for none, which the API's reader of JSON refuses. */
  private static Json.Obj withoutEmptyEnums(Json.Obj object) {
    return new Json.Obj(
        object.members().stream()
            .filter(member -> !isEmptyEnum(member))
            .map(member -> new Json.Member(member.name(), withoutEmptyEnums(member.value())))
            .toList());
  }

  private static Json withoutEmptyEnums(Json value) {
    if (value instanceof Json.Obj object) {
      return withoutEmptyEnums(object);
    }
    return value instanceof Json.Arr list
        ? new Json.Arr(list.items().stream().map(CustomJobNormalizer::withoutEmptyEnums).toList())
        : value;
  }

  private static boolean isEmptyEnum(Json.Member member) {
    return ForeignDocument.isNamed(member, "acceleratorType")
        && member.value() instanceof Json.Text text
        && text.value().isEmpty();
  }

  private static Parsed job(Json root) {
    if (root instanceof Json.Arr list) {
      return FormatDetector.problem(list)
          .map(Parsed::unreadable)
          .orElseGet(() -> workerPoolSpecs(list));
    }
    if (!(root instanceof Json.Obj document)) {
      return Parsed.unreadable(Problem.of(ProblemCode.NOT_AN_OBJECT, "", "found", root.kind()));
    }
    Optional<Format> format = FormatDetector.of(document);
    if (format.isEmpty()) {
      return Parsed.unreadable(ForeignDocument.problem(document).orElseThrow());
    }
    return switch (format.get()) {
      case CUSTOM_JOB -> parsed(document, Format.CUSTOM_JOB, PathMapping.SAME, List.of());
      case READ_BACK -> readBack(document);
      case CUSTOM_JOB_SPEC -> customJobSpec(document);
      case SDK_ARGUMENTS -> SdkArguments.job(document);
      case WORKER_POOL_SPECS -> throw new IllegalStateException("an object is no list");
    };
  }

  private static Parsed parsed(
      Json.Obj job, Format format, PathMapping places, List<Problem> problems) {
    return new Parsed(Optional.of(job), Optional.of(format), places, problems, List.of());
  }

  private static Parsed workerPoolSpecs(Json.Arr list) {
    boolean snake =
        list.items().stream()
            .anyMatch(item -> item instanceof Json.Obj pool && Spelling.of(pool) == Spelling.SNAKE);
    Spelling spelling = snake ? Spelling.SNAKE : Spelling.CAMEL;
    Json.Obj jobSpec = object(spelling.of("workerPoolSpecs"), list);
    return parsed(
        object(spelling.of("jobSpec"), jobSpec),
        Format.WORKER_POOL_SPECS,
        spelling.in(Format.WORKER_POOL_SPECS).places(),
        List.of());
  }

  /** gcloud takes a single worker pool without a list around it for a list of one. */
  private static Parsed customJobSpec(Json.Obj document) {
    Spelling spelling = Spelling.of(document);
    String jobSpec = spelling.of("jobSpec");
    PathMapping places = PathMapping.SAME;
    List<Json.Member> members = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Json.Member member : document.members()) {
      if (OF_THE_JOB.stream().anyMatch(name -> ForeignDocument.isNamed(member, name))) {
        problems.add(
            Problem.of(
                ProblemCode.FIELD_OF_CUSTOM_JOB,
                Paths.member("", member.name()),
                "found",
                member.name(),
                "jobSpec",
                jobSpec));
      } else if (ForeignDocument.isNamed(member, "workerPoolSpecs")
          && member.value() instanceof Json.Obj only) {
        members.add(new Json.Member(member.name(), new Json.Arr(List.of(only))));
        places =
            places.and(
                Paths.item(Paths.member(jobSpec, member.name()), 0),
                Paths.member("", member.name()));
      } else {
        members.add(member);
      }
    }
    return parsed(
        object(jobSpec, new Json.Obj(members)),
        Format.CUSTOM_JOB_SPEC,
        places.and(jobSpec, ""),
        problems);
  }

  /** Slipway sets its own labels again; what else is left out the schema knows. */
  private static Parsed readBack(Json.Obj document) {
    List<Json.Member> members = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    for (Json.Member member : document.members()) {
      members.add(
          member.name().equals("labels") && member.value() instanceof Json.Obj labels
              ? new Json.Member(member.name(), withoutOurs(labels, warnings))
              : member);
    }
    return new Parsed(
        Optional.of(new Json.Obj(members)),
        Optional.of(Format.READ_BACK),
        PathMapping.SAME,
        List.of(),
        warnings);
  }

  private static Json.Obj withoutOurs(Json.Obj labels, List<Problem> warnings) {
    List<Json.Member> kept = new ArrayList<>();
    for (Json.Member label : labels.members()) {
      if (SpecRules.isOurLabel(label.name())) {
        warnings.add(Problem.of(ProblemCode.LABEL_LEFT_OUT, Paths.member("labels", label.name())));
      } else {
        kept.add(label);
      }
    }
    return new Json.Obj(kept);
  }

  private static Json.Obj object(String name, Json value) {
    return new Json.Obj(List.of(new Json.Member(name, value)));
  }
}
