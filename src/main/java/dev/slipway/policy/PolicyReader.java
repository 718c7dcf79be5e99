package dev.slipway.policy;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.Paths;
import dev.slipway.spec.UnknownNames;
import dev.slipway.text.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy's tree to its limits. Notes every problem; where there is one, the result is void. */
final class PolicyReader {

  static final String MESSAGES = "messages";
  private static final String TEAMS = "teams";

  /** How a policy called the team of messages before it had a key of its own. */
  private static final String FORMER_MESSAGES = "_pubsub";

  private static final int HIGHEST_PRIORITY = 9;

  private static final List<String> KEYS = keys();

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
    known.add(MESSAGES);
    reader.unknownKeys(known);
    return Optional.of(new Policy(reader.limits().over(Limits.OF_EVERY_POLICY), reader.teams()));
  }

  private Map<Team, Limits> teams() {
    Map<Team, Limits> teams = new LinkedHashMap<>();
    object
        .get(TEAMS)
        .flatMap(value -> values.object(value, TEAMS, "an object with a name for each team"))
        .ifPresent(
            named ->
                named
                    .members()
                    .forEach(team -> teams.put(new Team.Folder(team.name()), folder(team))));
    object.get(MESSAGES).ifPresent(value -> teams.put(Team.MESSAGES, rules(value, MESSAGES)));
    return teams;
  }

  private Limits folder(Json.Member team) {
    String path = Paths.member(TEAMS, team.name());
    if (team.name().startsWith(Team.RESERVED)) {
      problems.add(reserved(path, team.name()));
    } else if (team.name().isEmpty() || team.name().contains("/")) {
      problems.add(
          Problem.of(
              ProblemCode.POLICY_BAD_VALUE,
              path,
              "found",
              "\"" + team.name() + "\"",
              "expected",
              "the first segment of an object's name"));
    }
    return rules(team.value(), path);
  }

  private static Problem reserved(String path, String name) {
    return name.equals(FORMER_MESSAGES)
        ? Problem.of(ProblemCode.POLICY_RESERVED_TEAM, path, "found", name, "instead", MESSAGES)
        : Problem.of(ProblemCode.POLICY_RESERVED_TEAM, path, "found", name);
  }

  private Limits rules(Json value, String path) {
    Optional<Json.Obj> own = values.object(value, path, "an object with rules");
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
        lists(),
        switches(),
        at("maxReplicas", (value, path) -> values.number(value, path, Integer.MAX_VALUE)),
        at("maxAccelerators", (value, path) -> values.number(value, path, Integer.MAX_VALUE)),
        at(
            "maxTimeout",
            (value, path) -> values.text(value, path, Seconds.EXPECTED, Seconds::parse)),
        at("requiredLabels", this::labels),
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

  private Map<ListRule, List<String>> lists() {
    Map<ListRule, List<String>> lists = new EnumMap<>(ListRule.class);
    for (ListRule rule : ListRule.values()) {
      list(rule.key(), rule.expected(), rule::entry).ifPresent(entries -> lists.put(rule, entries));
    }
    return lists;
  }

  private Map<Switch, Boolean> switches() {
    Map<Switch, Boolean> switches = new EnumMap<>(Switch.class);
    for (Switch rule : Switch.values()) {
      at(rule.key(), values::truth).ifPresent(isOn -> switches.put(rule, isOn));
    }
    return switches;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("images"));
    keys.addAll(ListRule.keys());
    keys.addAll(Switch.keys());
    keys.addAll(
        List.of("maxReplicas", "maxAccelerators", "maxTimeout", "requiredLabels", "maxPriority"));
    return List.copyOf(keys);
  }
}
