package dev.slipway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  private static final Path SAMPLE = Path.of("function/policy.json");

  private static final String SPEC =
      """
      {"displayName": "train", "jobSpec": {"persistentResourceId": "anchor", "workerPoolSpecs": [
        {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 1,
         "containerSpec": {"imageUri": "%s"}}]}}
      """;

  @Test
  void everythingThatIsWrongWithAPolicyIsToldAtOnce() {
    Policy.PolicyReading reading =
        parse(
            """
            {"image": [], "images": ["gcr.io/acme", "gcr.io/../x/", "HTTPS://gcr.io/x/", 5, ""],
             "serviceAccounts": "a@b", "serviceAccountRequired": "yes", "networks": [" "],
             "maxReplicas": -1, "maxAccelerators": 1.5, "maxTimeout": 3600,
             "requiredLabels": {"team": "[a-", "note": null}, "persistentResources": ["Anchor"],
             "maxPriority": 10,
             "teams": {"vision": {"teams": {}, "maxReplicas": "4"}, "a/b": [], "": {}}}
            """);

    assertEquals(Optional.empty(), reading.policy());
    assertEquals(
        List.of(
            "POLICY_UNKNOWN_KEY image",
            "POLICY_BAD_VALUE images[1]",
            "POLICY_BAD_VALUE images[2]",
            "POLICY_BAD_VALUE images[3]",
            "POLICY_BAD_VALUE images[4]",
            "POLICY_BAD_VALUE serviceAccounts",
            "POLICY_BAD_VALUE networks[0]",
            "POLICY_BAD_VALUE persistentResources[0]",
            "POLICY_BAD_VALUE serviceAccountRequired",
            "POLICY_BAD_VALUE maxReplicas",
            "POLICY_BAD_VALUE maxAccelerators",
            "POLICY_BAD_VALUE maxTimeout",
            "POLICY_BAD_VALUE requiredLabels.team",
            "POLICY_BAD_VALUE requiredLabels.note",
            "POLICY_BAD_VALUE maxPriority",
            "POLICY_UNKNOWN_KEY teams.vision.teams",
            "POLICY_BAD_VALUE teams.vision.maxReplicas",
            "POLICY_BAD_VALUE teams[\"a/b\"]",
            "POLICY_BAD_VALUE teams[\"a/b\"]",
            "POLICY_BAD_VALUE teams[\"\"]"),
        reading.problems().stream().map(PolicyTest::place).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"maxReplicas\": 1, \"maxReplicas\": 2}; DUPLICATE_FIELD maxReplicas",
        "{\"teams\": {\"a\": {}, \"a\": {}}}; DUPLICATE_FIELD teams.a",
        "[]; POLICY_BAD_VALUE ",
        "maxReplicas: 1; NOT_JSON ",
        "{\"maxReplicas\": 1,}; NOT_JSON ",
      })
  void aPolicyIsStrictJson(String text, String problem) {
    Policy.PolicyReading reading = parse(text);
    assertEquals(Optional.empty(), reading.policy());
    assertEquals(
        List.of(problem.strip()),
        reading.problems().stream().map(PolicyTest::place).map(String::strip).toList());
  }

  @Test
  void anUnknownKeyIsToldWithTheNearest() {
    assertEquals(
        List.of(
            "POLICY_UNKNOWN_KEY maxReplica {found=maxReplica, nearest=maxReplicas, known=images,"
                + " serviceAccounts, networks, persistentResources, dnsPeerings, reservedIpRanges,"
                + " outputLocations, packageLocations, nfsMounts, lustreMounts, resourceProjects,"
                + " kmsKeys, otherFields, serviceAccountRequired, kmsKeyRequired, webAccess,"
                + " dashboardAccess, maxReplicas, maxAccelerators, maxTimeout, requiredLabels,"
                + " maxPriority, teams, messages}"),
        PolicyCasesTest.told(parse("{\"maxReplica\": 1}").problems()));
  }

  @Test
  void rulesForMessagesThatStandBelowTeamsAreRefusedWithAdvice() {
    assertEquals(
        List.of(
            "POLICY_RESERVED_TEAM teams._pubsub {found=_pubsub, instead=messages}",
            "POLICY_RESERVED_TEAM teams._other {found=_other}"),
        PolicyCasesTest.told(
            parse("{\"teams\": {\"_pubsub\": {\"maxPriority\": 9}, \"_other\": {}}}").problems()));
  }

  @Test
  void withoutAPolicyEverythingIsAllowed() {
    assertEquals(
        new Verdict(List.of(), List.of(), 0),
        Policy.ALLOW_ALL.check(spec("anything"), "anchor", new Team.Folder("team")));
  }

  @Test
  void ofLongTextsAPolicysProblemTellsTheFirstEightyCharacters() {
    assertEquals(
        List.of(badTimeout("x".repeat(80)), badTimeout("x".repeat(80) + "…"), badTimeout("")),
        Stream.of("x".repeat(80), "x".repeat(81), "")
            .map(text -> parse("{\"maxTimeout\": \"%s\"}".formatted(text)).problems().get(0))
            .toList());
  }

  private static Problem badTimeout(String found) {
    return Problem.of(
        ProblemCode.POLICY_BAD_VALUE,
        "maxTimeout",
        "found",
        "\"" + found + "\"",
        "expected",
        "seconds and an s in quotes, such as \"86400s\"");
  }

  @Test
  void ofALongImageAVerdictTellsTheFirstFiveHundredCharacters() {
    Policy policy = parse("{\"images\": []}").policy().orElseThrow();
    String image = "gcr.io/" + "a".repeat(493);

    assertEquals(
        List.of(image, image + "…"),
        Stream.of(image, image + "a")
            .map(each -> policy.check(spec(each), "anchor", new Team.Folder("")).problems().get(0))
            .map(problem -> problem.facts().get("found"))
            .toList());
  }

  @Test
  void numbersAreBoundedByWhatTheApiCanHold() {
    assertEquals(
        List.of(List.of(), List.of("POLICY_BAD_VALUE maxReplicas")),
        Stream.of("2147483647", "2147483648")
            .map(number -> parse("{\"maxReplicas\": %s}".formatted(number)).problems())
            .map(problems -> problems.stream().map(PolicyTest::place).toList())
            .toList());
  }

  @Test
  void theNearestKeyIsLookedForAsLongAsItWillBeTold() {
    String many =
        IntStream.rangeClosed(1, 101)
            .mapToObj("\"maxReplica%03d\": 1"::formatted)
            .collect(Collectors.joining(", ", "{", "}"));

    List<Problem> problems = parse(many).problems();

    assertEquals(
        Collections.nCopies(100, "maxReplicas"),
        problems.stream().limit(100).map(problem -> problem.facts().get("nearest")).toList());
    assertEquals(
        List.of(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", 1)),
        problems.subList(100, problems.size()));
  }

  @Test
  void theHighestPriorityIsThatOfTheTeamOrElseThatForEverybody() {
    Policy policy =
        parse("{\"maxPriority\": 3, \"teams\": {\"vision\": {\"maxPriority\": 7}, \"speech\": {}}}")
            .policy()
            .orElseThrow();

    assertEquals(
        List.of(Optional.of(7), Optional.of(3), Optional.of(3)),
        Stream.of("vision", "speech", "").map(Team.Folder::new).map(policy::maxPriority).toList());
    assertEquals(Optional.empty(), Policy.ALLOW_ALL.maxPriority(new Team.Folder("vision")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; false; ''",
        "{}; true; ''",
        "{\"serviceAccountRequired\": true}; false; POLICY_RESOURCE_RUNS_AS_AGENT"
            + " {resource=anchor}",
        "{\"serviceAccountRequired\": true}; true; ''",
        "{\"serviceAccountRequired\": false}; false; ''",
        "{\"serviceAccounts\": [\"a@b\"]}; false; POLICY_RESOURCE_RUNS_AS_AGENT {resource=anchor}",
        "{\"serviceAccounts\": [\"a@b\"]}; true; ''",
        "{\"serviceAccounts\": [\"a@b\"], \"serviceAccountRequired\": false}; false;"
            + " POLICY_RESOURCE_RUNS_AS_AGENT {resource=anchor}",
      })
  void whereAccountsAreRuledAPersistentResourceMustEnforceThem(
      String policy, boolean isEnforced, String problem) {
    assertEquals(
        problem,
        parse(policy)
            .policy()
            .orElseThrow()
            .unfit(resource(isEnforced), new Team.Folder("vision"))
            .map(found -> found.code() + " " + found.facts())
            .orElse(""));
  }

  @Test
  void onlyTheTeamWhoseAccountsAreRuledIsKeptFromAPersistentResource() {
    Policy policy =
        parse("{\"teams\": {\"vision\": {\"serviceAccountRequired\": true}, \"speech\": {}}}")
            .policy()
            .orElseThrow();
    assertEquals(Set.of(new Team.Folder("vision"), new Team.Folder("speech")), policy.teams());
    assertEquals(
        List.of(true, false, false),
        Stream.of("vision", "speech", "other")
            .map(team -> policy.unfit(resource(false), new Team.Folder(team)).isPresent())
            .toList());
  }

  @Test
  void aSwitchForEverybodyHoldsForATeamThatDoesNotSetIt() {
    Policy policy =
        parse(
                """
                {"serviceAccountRequired": true, "webAccess": false,
                 "teams": {"vision": {"serviceAccountRequired": false}, "speech": {"webAccess": true}}}
                """)
            .policy()
            .orElseThrow();
    assertEquals(
        List.of(false, true),
        Stream.of("vision", "speech")
            .map(team -> policy.unfit(resource(false), new Team.Folder(team)).isPresent())
            .toList());
  }

  @Test
  void thePolicyThatComesWithTheFunctionIsCareful() throws IOException {
    Policy.PolicyReading reading = parse(edited(Files.readString(SAMPLE)));
    assertEquals(List.of(), reading.problems());
    Policy policy = reading.policy().orElseThrow();

    assertEquals(
        List.of(
            "POLICY_IMAGE jobSpec.workerPoolSpecs[0].containerSpec.imageUri",
            "POLICY_SERVICE_ACCOUNT_MISSING jobSpec.serviceAccount",
            "POLICY_TIMEOUT jobSpec.scheduling.timeout"),
        policy.check(spec("python"), "anchor", new Team.Folder("")).problems().stream()
            .map(PolicyTest::place)
            .toList());
  }

  @Test
  void thePolicyThatComesWithTheFunctionHasARuleForEverythingButLabelsAndPersistentResources()
      throws IOException {
    Set<String> left = new TreeSet<>(knownKeys());
    left.removeAll(JsonParser.parseString(Files.readString(SAMPLE)).getAsJsonObject().keySet());
    assertEquals(
        Set.of("kmsKeyRequired", "messages", "persistentResources", "requiredLabels", "teams"),
        left);
  }

  /** A name in it could be somebody else's project: no project's ID has capitals. */
  @Test
  void thePolicyThatComesWithTheFunctionIsRefusedUntilItIsEdited() throws IOException {
    assertEquals(
        List.of(
            "POLICY_PLACEHOLDER images[0] {found=PROJECT_ID}",
            "POLICY_PLACEHOLDER serviceAccounts[0] {found=PROJECT_ID}",
            "POLICY_PLACEHOLDER outputLocations[0] {found=OUTPUT_BUCKET}",
            "POLICY_PLACEHOLDER resourceProjects[0] {found=PROJECT_ID}"),
        PolicyCasesTest.told(Policy.parse(Files.readAllBytes(SAMPLE)).problems()));
  }

  @Test
  void everyKeyIsDescribed() throws IOException {
    String page = Files.readString(Path.of("docs/POLICY.md"));
    assertEquals(
        List.of(),
        knownKeys().stream().filter(key -> !page.contains("| `" + key + "` |")).toList());
  }

  private static List<String> knownKeys() {
    return List.of(
        parse("{\"x\": 1}").problems().get(0).facts().getOrDefault("known", "").split(", "));
  }

  private static String edited(String sample) {
    return sample.replace("PROJECT_ID", "my-project").replace("OUTPUT_BUCKET", "my-models");
  }

  @Test
  void thePolicyOfTheDocumentationIsRead() throws IOException {
    String page = Files.readString(Path.of("docs/POLICY.md"));
    int from = page.indexOf("```json") + "```json".length();
    Policy.PolicyReading reading = parse(page.substring(from, page.indexOf("```", from)));
    assertEquals(List.of(), reading.problems());
    assertTrue(reading.policy().isPresent());
  }

  @Test
  void allKeysAreTold() {
    assertEquals(
        List.of(),
        Stream.of("serviceAccounts", "otherFields", "serviceAccountRequired", "dashboardAccess")
            .filter(key -> !knownKeys().contains(key))
            .toList());
  }

  private static PersistentResource resource(boolean isEnforced) {
    return new PersistentResource(
        "anchor", ResourceState.RUNNING, List.of(), "", "", isEnforced, "", false);
  }

  private static Policy.PolicyReading parse(String text) {
    return Policy.parse(text.getBytes(UTF_8));
  }

  private static String place(Problem problem) {
    return problem.code() + " " + problem.where();
  }

  private static JobSpec spec(String image) {
    return PolicyCasesTest.spec(JsonParser.parseString(SPEC.formatted(image)).getAsJsonObject());
  }
}
