package dev.slipway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.slipway.text.Patterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages and the other rules of the house. */
class HouseRulesTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.slipway");

  private static final List<String> PURE =
      List.of("plan", "policy", "spec", "pool", "problem", "text");

  private static final List<String> VALUES_AND_PORTS = and(PURE, "dispatch.model", "dispatch.port");

  private static final List<String> TOLD = and(VALUES_AND_PORTS, "report");

  private static final List<String> BUNDLE =
      and(
          TOLD,
          "log",
          "dispatch",
          "dispatch.check",
          "dispatch.snapshot",
          "dispatch.view",
          "runtime",
          "event",
          "storage",
          "vertex",
          "vertex.rules",
          "vertex.schema",
          "web");

  private static final List<String> COMMANDS =
      and(BUNDLE, "wiring", "function", "storage.tools", "vertex.tools", "cli");

  /** Which packages of ours each package may import: exactly these, not those inside them. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", List.of()),
              Map.entry("problem", List.of("text")),
              Map.entry("pool", List.of()),
              Map.entry("spec", List.of("pool", "problem", "text")),
              Map.entry("plan", List.of("spec", "pool", "problem", "text")),
              Map.entry("policy", List.of("spec", "pool", "problem", "text")),
              Map.entry("dispatch.model", PURE),
              Map.entry("dispatch.port", and(PURE, "dispatch.model")),
              Map.entry("dispatch.check", VALUES_AND_PORTS),
              Map.entry("dispatch.snapshot", VALUES_AND_PORTS),
              Map.entry("dispatch.view", and(VALUES_AND_PORTS, "dispatch.snapshot")),
              Map.entry("dispatch", and(VALUES_AND_PORTS, "dispatch.check", "dispatch.snapshot")),
              Map.entry("report", and(PURE, "dispatch.model")),
              Map.entry("log", TOLD),
              Map.entry("runtime", TOLD),
              Map.entry("event", TOLD),
              Map.entry("storage", TOLD),
              Map.entry("storage.tools", List.of("storage")),
              Map.entry("vertex.schema", PURE),
              Map.entry("vertex.rules", and(PURE, "vertex.schema")),
              Map.entry("vertex", and(TOLD, "vertex.rules", "vertex.schema")),
              Map.entry("vertex.tools", and(PURE, "vertex", "vertex.schema", "report")),
              Map.entry("web", and(TOLD, "dispatch.view")),
              Map.entry("wiring", BUNDLE),
              Map.entry("function", List.of("wiring", "event", "web", "dispatch.model")),
              Map.entry("cli", and(COMMANDS, "cli.local", "cli.doctor", "cli.watch")),
              Map.entry(
                  "cli.local",
                  and(
                      COMMANDS,
                      "emulator",
                      "emulator.event",
                      "emulator.storage",
                      "emulator.vertex")),
              Map.entry("cli.doctor", COMMANDS),
              Map.entry("cli.watch", COMMANDS),
              Map.entry("emulator", List.of()),
              Map.entry("emulator.event", List.of("emulator")),
              Map.entry("emulator.storage", List.of("emulator", "emulator.event")),
              Map.entry("emulator.vertex", List.of("emulator", "emulator.vertex.filter")),
              Map.entry("emulator.vertex.filter", List.of())));

  private static List<String> and(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  @TestFactory
  Stream<DynamicTest> eachPackageImportsOnlyWhatItMay() {
    return ARROWS.entrySet().stream()
        .map(
            arrow ->
                DynamicTest.dynamicTest(
                    arrow.getKey() + " imports only " + arrow.getValue(),
                    () -> arrows(arrow.getKey(), arrow.getValue()).check(MAIN)));
  }

  private static ArchRule arrows(String from, List<String> to) {
    String[] allowed =
        Stream.concat(Stream.of(from), to.stream())
            .map(name -> "dev.slipway." + name)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.slipway." + from)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.slipway..").and(not(resideInAnyPackage(allowed))))
        .because("a reader must be able to tell from the package list where a line of code lives")
        .allowEmptyShould(true);
  }

  @Test
  void everyPackageHasItsArrows() {
    List<String> packages =
        MAIN.stream()
            .map(type -> type.getPackageName().substring("dev.slipway.".length()))
            .distinct()
            .sorted()
            .toList();
    assertEquals(List.copyOf(ARROWS.keySet()), packages);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.slipway.(*)..")
        .should()
        .beFreeOfCycles()
        .because("what needs each other is one thing")
        .check(MAIN);
  }

  @Test
  void theInnerPackagesUseNothingButJava() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.slipway.text..",
            "dev.slipway.problem..",
            "dev.slipway.pool..",
            "dev.slipway.plan..",
            "dev.slipway.policy..",
            "dev.slipway.dispatch..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.slipway..", "org.jspecify..")
        .because("decisions and the protocol must run, and be tested, without any cloud")
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("dev.slipway.spec..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.slipway..",
            "org.jspecify..",
            "com.google.gson..",
            "org.snakeyaml.engine..")
        .because("spec reads text, and only that needs parsers")
        .check(MAIN);
  }

  @Test
  void googleClientsStayAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.slipway.storage..", "dev.slipway.vertex..", "dev.slipway.emulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.google.cloud.storage..",
            "com.google.cloud.aiplatform..",
            "com.google.api..",
            "com.google.auth..",
            "com.google.protobuf..",
            "io.grpc..")
        .because("a client is exchanged in one package, or not at all")
        .check(MAIN);
  }

  @Test
  void onlyWiringReadsTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.slipway.wiring..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("defaults are chosen in one place")
        .check(MAIN);
  }

  @Test
  void timeComesFromAPassedClock() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.slipway.wiring..", "dev.slipway.cli..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("what depends on time must be testable without waiting for it")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.slipway.text..",
            "dev.slipway.problem..",
            "dev.slipway.pool..",
            "dev.slipway.spec..",
            "dev.slipway.plan..",
            "dev.slipway.policy..",
            "dev.slipway.dispatch..",
            "dev.slipway.report..")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .because("the clock is passed in")
        .check(MAIN);
  }

  @Test
  void textOfOthersIsSearchedInALimitedNumberOfSteps() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.slipway.text..",
            "dev.slipway.problem..",
            "dev.slipway.spec..",
            "dev.slipway.plan..",
            "dev.slipway.policy..",
            "dev.slipway.dispatch..",
            "dev.slipway.event..",
            "dev.slipway.vertex..")
        .and()
        .doNotHaveFullyQualifiedName(Patterns.class.getName())
        .should()
        .callMethod(Pattern.class, "matcher", CharSequence.class)
        .orShould()
        .callMethod(Pattern.class, "matches", String.class, CharSequence.class)
        .orShould()
        .callMethod(Pattern.class, "split", CharSequence.class)
        .orShould()
        .callMethod(Pattern.class, "split", CharSequence.class, int.class)
        .orShould()
        .callMethod(Pattern.class, "splitAsStream", CharSequence.class)
        .orShould()
        .callMethod(Pattern.class, "asPredicate")
        .orShould()
        .callMethod(Pattern.class, "asMatchPredicate")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Matcher.class)
        .orShould()
        .callMethod(String.class, "matches", String.class)
        .orShould()
        .callMethod(String.class, "split", String.class)
        .orShould()
        .callMethod(String.class, "split", String.class, int.class)
        .orShould()
        .callMethod(String.class, "replaceAll", String.class, String.class)
        .orShould()
        .callMethod(String.class, "replaceFirst", String.class, String.class)
        .because("a search may take hours on some text: Patterns ends each after a number of steps")
        .check(MAIN);
  }

  @Test
  void theDeployedBundleReachesNothingThatItLeavesOut() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.slipway.cli..", "dev.slipway.emulator..", "dev.slipway..tools..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.slipway.cli..",
            "dev.slipway.emulator..",
            "dev.slipway..tools..",
            "picocli..",
            "com.google.cloud.functions.invoker..",
            "org.eclipse.jetty..")
        .because("the bundle leaves them out")
        .check(MAIN);
  }

  @Test
  void halfOfTheFilesHaveNoMoreThan100Lines() {
    long[] lines = sources("src/main/java").mapToLong(HouseRulesTest::lines).sorted().toArray();
    long median = lines[lines.length / 2];
    assertEquals(true, median <= 100, "the median is " + median + " of " + Arrays.toString(lines));
  }

  @Test
  void noFolderHoldsMoreThan50Files() {
    Map<Path, Long> counts =
        Stream.of("src/main/java", "src/test/java", "src/harness/java")
            .flatMap(HouseRulesTest::sources)
            .collect(groupingBy(Path::getParent, TreeMap::new, counting()));
    counts.values().removeIf(count -> count <= 50);
    assertEquals(Map.of(), counts);
  }

  private static Stream<Path> sources(String root) {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
