package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What things cost: in bytes to deploy, and in calls that arrive at the services. */
record CallCounts(LauncherBuilder builder, Jdk jdk) {

  static final String NAME = "calls";

  private static final int CROWD = 10_000;

  /** The most that Cloud Storage lists in an answer. */
  private static final int PAGE = 1_000;

  /** What Pub/Sub delivers again is older than 10 s. */
  private static final Duration LATE = Duration.ofSeconds(11);

  /** What is done with an instance. */
  private interface InstanceAction {
    void run() throws IOException, InterruptedException;
  }

  /** Counts. */
  List<ResultRow> rows() throws IOException, InterruptedException {
    List<ResultRow> rows = new ArrayList<>(List.of(jars()));
    LauncherCommand slipway = builder.slipway(jdk);
    try (EmulatedServices cloud = EmulatedServices.start().answeringAfter(Duration.ZERO);
        LauncherProcess instance = LauncherProcess.start(slipway, cloud, builder.logs())) {
      instance.deliver(PostedEvent.tick());
      List<EmulatedServices.ArrivedCall> tick =
          calls(cloud, () -> instance.deliver(PostedEvent.tick()));
      rows.add(storage("idle tick", tick, Goal.atMost(1)));
      rows.add(vertex("idle tick", tick, Goal.atMost(0)));

      PostedEvent launch = cloud.upload("once.json", EmulatedServices.WIDE);
      List<EmulatedServices.ArrivedCall> launched = calls(cloud, () -> instance.deliver(launch));
      rows.add(storage("launch, from event to its end", launched, Optional.empty()));
      rows.add(vertex("launch, from event to its end", launched, Optional.empty()));

      PostedEvent refused = cloud.uploadSpec("refused.json", "{}");
      instance.deliver(refused);
      List<EmulatedServices.ArrivedCall> duplicate = calls(cloud, () -> instance.deliver(refused));
      rows.add(storage("duplicate event", duplicate, Goal.atMost(1)));
      rows.add(vertex("duplicate event", duplicate, Goal.atMost(0)));

      try (LauncherProcess elsewhere = LauncherProcess.start(slipway, cloud, builder.logs())) {
        // What it does at its start is over then.
        elsewhere.deliver(PostedEvent.tick());
        List<EmulatedServices.ArrivedCall> late =
            calls(cloud, () -> elsewhere.deliver(refused.of(Instant.now().minus(LATE))));
        rows.add(storage("duplicate event at another process", late, Goal.atMost(1)));
        rows.add(vertex("duplicate event at another process", late, Goal.atMost(0)));
      }

      PostedEvent other = cloud.uploadSpec("data.csv", "a,b");
      List<EmulatedServices.ArrivedCall> irrelevant = calls(cloud, () -> instance.deliver(other));
      rows.add(storage("irrelevant event", irrelevant, Goal.atMost(1)));
      rows.add(vertex("irrelevant event", irrelevant, Goal.atMost(0)));

      Backlog.fill(cloud, instance, CROWD);
      List<EmulatedServices.ArrivedCall> seeing = calls(cloud, () -> Backlog.waiting(cloud));
      rows.add(storage("seeing a queue of 10,000", seeing, Goal.atMost(CROWD / PAGE)));
      List<EmulatedServices.ArrivedCall> pass =
          calls(cloud, () -> instance.deliver(cloud.upload("last.json", EmulatedServices.WIDE)));
      rows.add(vertex("launch beside 10,000 that wait", pass, Optional.empty()));
      rows.add(storage("launch beside 10,000 that wait", pass, Optional.empty()));
    }
    return rows;
  }

  private ResultRow jars() throws IOException, InterruptedException {
    return new ResultRow(
        NAME,
        "jars to deploy",
        "MB",
        Optional.of(megabytes(builder.baselineJars())),
        megabytes(builder.home().resolve("target/function/lib")),
        Goal.atMost(45));
  }

  private static Measurements megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Measurements.of(files.mapToDouble(file -> file.toFile().length() / 1e6).sum());
    }
  }

  private static List<EmulatedServices.ArrivedCall> calls(
      EmulatedServices services, InstanceAction action) throws IOException, InterruptedException {
    int before = services.calls().size();
    action.run();
    List<EmulatedServices.ArrivedCall> all = services.calls();
    return all.subList(before, all.size());
  }

  private static ResultRow storage(
      String what, List<EmulatedServices.ArrivedCall> calls, Optional<Goal> goal) {
    return row(what + ": Cloud Storage", calls, EmulatedServices.ArrivedCall::isStorage, goal);
  }

  private static ResultRow vertex(
      String what, List<EmulatedServices.ArrivedCall> calls, Optional<Goal> goal) {
    return row(what + ": Vertex AI", calls, EmulatedServices.ArrivedCall::isVertex, goal);
  }

  private static ResultRow row(
      String what,
      List<EmulatedServices.ArrivedCall> calls,
      Predicate<EmulatedServices.ArrivedCall> counted,
      Optional<Goal> goal) {
    return ResultRow.ours(
        NAME,
        what,
        "calls",
        Measurements.of((double) calls.stream().filter(counted).count()),
        goal);
  }
}
