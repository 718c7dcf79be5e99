package dev.slipway.cli.local;

import dev.slipway.cli.Table;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.problem.Problem;
import dev.slipway.report.StatusText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Uploads the examples to emulators on this machine, and shows what becomes of them. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Slipway on this machine, with stand-ins for Vertex AI and Cloud Storage, uploads the"
          + " specs of function/examples/ and shows what becomes of them. Needs no account.",
      ""
    },
    footer = {
      "",
      "Ends with 0 if every example ended as function/examples/expected/ says, else with 1."
    })
public final class Demo implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration TICK_EVERY = Duration.ofSeconds(1);
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(5);
  private static final Duration JOBS_RUN_FOR = Duration.ofSeconds(4);

  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times faster than usual the emulated jobs go (default: ${DEFAULT-VALUE}).")
  private double speed;

  private final Path home = Path.of(System.getProperty("slipway.home", "."));
  private final long start = System.nanoTime();
  private final Map<String, Status> told = new HashMap<>();
  private final Map<String, Set<String>> waitedFor = new HashMap<>();
  private Duration nextTick = TICK_EVERY;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = home.resolve("function/examples");
    Path log = home.resolve("target/demo/function.log");
    List<Example> examples = Example.load(folder);
    JobPace pace = Paces.of(spec.commandLine(), JobPace.DEFAULT.withRunFor(JOBS_RUN_FOR), speed);
    // So that none ends before the one that is to wait for it is there.
    StandingClock clock = new StandingClock(Clock.systemUTC());
    DemoScreen screen = new DemoScreen(out, Boolean.getBoolean("slipway.terminal"));
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Setup.inMemory(pace, clock, log))) {
      cloud.load(folder.resolve("resources/training.json"));
      screen.line(elapsed(), "emulators and function are up; the function's log: " + log);
      for (Example example : examples) {
        cloud.upload(example.object(), example.spec().getBytes(StandardCharsets.UTF_8));
        screen.line(elapsed(), "uploaded  " + example.name());
        // One after another, so that they stand in the queue in this order.
        watch(cloud, examples, screen, () -> told.containsKey(example.name()));
      }
      clock.start();
      watch(cloud, examples, screen, () -> haveAllEnded(examples));
    }
    screen.end();
    return summary(examples, out);
  }

  private void watch(
      LocalCloud cloud, List<Example> examples, DemoScreen screen, BooleanSupplier until)
      throws InterruptedException {
    while (!until.getAsBoolean() && elapsed().compareTo(GIVE_UP_AFTER) < 0) {
      Thread.sleep(LOOK_EVERY.toMillis());
      examples.forEach(
          example -> cloud.status(example.object()).ifPresent(s -> show(example, s, screen)));
      screen.pools(elapsed(), cloud.pools());
      if (elapsed().compareTo(nextTick) >= 0) {
        nextTick = elapsed().plus(TICK_EVERY);
        cloud.tick();
      }
    }
  }

  private boolean haveAllEnded(List<Example> examples) {
    return examples.stream()
        .allMatch(
            example ->
                Optional.ofNullable(told.get(example.name()))
                    .map(Status::state)
                    .filter(State::isOver)
                    .isPresent());
  }

  private void show(Example example, Status status, DemoScreen screen) {
    List<Problem> reasons = status.waiting().map(Status.Waiting::reasons).orElse(List.of());
    reasons.forEach(
        reason ->
            waitedFor
                .computeIfAbsent(example.name(), name -> new HashSet<>())
                .add(reason.code().name()));
    String before =
        Optional.ofNullable(told.put(example.name(), status)).map(StatusText::line).orElse("");
    String now = StatusText.line(status);
    if (!now.equals(before)) {
      screen.line(elapsed(), String.format("%-18s %s", example.name(), now));
    }
  }

  private int summary(List<Example> examples, PrintWriter out) {
    examples.stream()
        .flatMap(example -> Optional.ofNullable(told.get(example.name())).stream())
        .filter(status -> !status.problems().isEmpty())
        .forEach(status -> out.println(StatusText.of(status)));
    Table table = new Table("example", "ended", "resource pools", "as expected", "why");
    Map<String, List<String>> deviations = new LinkedHashMap<>();
    for (Example example : examples) {
      Optional<Status> last = Optional.ofNullable(told.get(example.name()));
      List<String> found =
          last.filter(status -> status.state().isOver())
              .map(status -> example.deviations(status, waits(example)))
              .orElse(List.of("it did not end within " + GIVE_UP_AFTER.toMinutes() + " min"));
      if (!found.isEmpty()) {
        deviations.put(example.name(), found);
      }
      table.row(
          example.name(),
          last.map(status -> status.state().name()).orElse("-"),
          last.map(Demo::pools).orElse(""),
          !found.isEmpty() ? "no" : example.expected().isPresent() ? "yes" : "-",
          last.map(status -> why(example, status)).orElse(""));
    }
    out.println(table);
    deviations.forEach((name, found) -> found.forEach(one -> out.println(name + ": " + one)));
    out.println(
        deviations.isEmpty()
            ? "All ended as expected."
            : "Not as expected: " + String.join(", ", deviations.keySet()));
    out.flush();
    return deviations.isEmpty() ? 0 : 1;
  }

  private Set<String> waits(Example example) {
    return waitedFor.getOrDefault(example.name(), Set.of());
  }

  private String why(Example example, Status status) {
    Set<String> waited = waits(example);
    return waited.isEmpty()
        ? status.problems().stream()
            .map(problem -> problem.code().name())
            .distinct()
            .collect(Collectors.joining(", "))
        : "waited: " + String.join(", ", waited);
  }

  private static String pools(Status status) {
    return status.placements().stream()
        .map(placement -> placement.replicas() + " on " + placement.pool())
        .collect(Collectors.joining(", "));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
