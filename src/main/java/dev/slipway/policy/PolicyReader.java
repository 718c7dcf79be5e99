package dev.slipway.policy;

import dev.slipway.spec.FirstProblems;
import dev.slipway.spec.Json;
import dev.slipway.spec.Nearest;
import dev.slipway.spec.Paths;
import dev.slipway.spec.Patterns;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import dev.slipway.spec.SpecRules;
import dev.slipway.spec.UnknownNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A policy's tree to its limits. Notes every problem; where there is one, the result is void. */
final class PolicyReader {

  private static final String TEAMS = "teams";
  private static final int HIGHEST_PRIORITY = 9;

  private static final List<String> KEYS =
      List.of(
          "images",
          "serviceAccounts",
          "serviceAccountRequired",
          "networks",
          "maxReplicas",
          "maxAccelerators",
          "maxTimeout",
          "requiredLabels",
          "persistentResources",
          "maxPriority");

  private static final Pattern ACCOUNT = Pattern.compile("[^\\s/*@]+@[^\\s/*@]+");

  private final Json.Obj object;
  private final String where;
  private final PolicyValues values;
  private final List<Problem> problems;

  private PolicyReader(Json.Obj object, String where, List<Problem> problems) {
    this.object = object;
    this.where = where;
    this.values = new PolicyValues(problems);
    this.problems = problems;
  }

  /** Reads a whole document; adds what is wrong to the problems. */
  static Optional<Policy> read(Json root, List<Problem> problems) {
    if (!(root instanceof Json.Obj document)) {
      problems.add(
          Problem.of(
              ProblemCode.POLICY_BAD_VALUE,
              "",
              "found",
              root.kind(),
              "expected",
              "an object with rules"));
      return Optional.empty();
    }
    PolicyReader reader = new PolicyReader(document, "", problems);
    List<String> known = new ArrayList<>(KEYS);
    known.add(TEAMS);
    reader.unknownKeys(known);
    return Optional.of(new Policy(reader.limits(), reader.teams()));
  }

  private Map<String, Limits> teams() {
    Map<String, Limits> teams = new LinkedHashMap<>();
    object
        .get(TEAMS)
        .flatMap(value -> values.object(value, TEAMS, "an object with a name for each team"))
        .ifPresent(named -> named.members().forEach(team -> teams.put(team.name(), team(team))));
    return teams;
  }

  private Limits team(Json.Member team) {
    String path = Paths.member(TEAMS, team.name());
    if (team.name().isEmpty() || team.name().contains("/")) {
      problems.add(
          Problem.of(
              ProblemCode.POLICY_BAD_VALUE,
              path,
              "found",
              "\"" + team.name() + "\"",
              "expected",
              "the first segment of an object's name"));
    }
    Optional<Json.Obj> own = values.object(team.value(), path, "an object with rules");
    if (own.isEmpty()) {
      return Limits.NONE;
    }
    PolicyReader reader = new PolicyReader(own.get(), path, problems);
    reader.unknownKeys(KEYS);
    return reader.limits();
  }

  private void unknownKeys(List<String> known) {
    for (Json.Member member : object.members()) {
      if (!known.contains(member.name())) {
        problems.add(
            UnknownNames.problem(
                ProblemCode.POLICY_UNKNOWN_KEY,
                Paths.member(where, member.name()),
                member.name(),
                nearest(member.name(), known),
                known));
      }
    }
  }

  /** Looking for it takes time, which is not spent on more than are told. */
  private Optional<String> nearest(String name, List<String> known) {
    return problems.size() < FirstProblems.MOST ? Nearest.to(name, known) : Optional.empty();
  }

  private Limits limits() {
    return new Limits(
        list("images", ImageRule.EXPECTED, ImageRule::parse),
        list("serviceAccounts", "an e-mail address", PolicyReader::account),
        at("serviceAccountRequired", values::truth),
        list("networks", "the full name of a network or network attachment", PolicyReader::text),
        at("maxReplicas", (value, path) -> values.number(value, path, Integer.MAX_VALUE)),
        at("maxAccelerators", (value, path) -> values.number(value, path, Integer.MAX_VALUE)),
        at(
            "maxTimeout",
            (value, path) -> values.text(value, path, Seconds.EXPECTED, Seconds::parse)),
        at("requiredLabels", this::labels),
        list("persistentResources", "the ID of a persistent resource", PolicyReader::resource),
        at("maxPriority", (value, path) -> values.number(value, path, HIGHEST_PRIORITY))
            .map(Long::intValue));
  }

  /** Reads a value that stands at a path; notes what is wrong and is empty then. */
  private interface ValueReader<T> {
    Optional<T> read(Json value, String path);
  }

  private <T> Optional<T> at(String key, ValueReader<T> reader) {
    return object.get(key).flatMap(value -> reader.read(value, Paths.member(where, key)));
  }

  private <T> Optional<List<T>> list(
      String key, String expected, PolicyValues.TextReader<T> reader) {
    return at(key, (value, path) -> values.list(value, path, expected, reader));
  }

  private Optional<List<LabelRule>> labels(Json value, String path) {
    return values
        .object(value, path, "an object of label keys and patterns")
        .map(
            named ->
                named.members().stream()
                    .flatMap(
                        label ->
                            values
                                .text(
                                    label.value(),
                                    Paths.member(path, label.name()),
                                    LabelRule.EXPECTED,
                                    pattern -> LabelRule.parse(label.name(), pattern))
                                .stream())
                    .toList());
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(name -> !name.isBlank());
  }

  private static Optional<String> account(String text) {
    return Optional.of(text).filter(name -> Patterns.matches(ACCOUNT, name));
  }

  private static Optional<String> resource(String text) {
    return Optional.of(text).filter(SpecRules::isResourceId);
  }
}
