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
record Calls(Workshop workshop, Jdk jdk) {

  static final String NAME = "calls";

  private static final int CROWD = 10_000;

  /** The most that Cloud Storage lists in an answer. */
  private static final int PAGE = 1_000;

  /** What Pub/Sub delivers again is older than 10 s. */
  private static final Duration LATE = Duration.ofSeconds(11);

  /** What is done with an instance. */
  private interface Deed {
    void run() throws IOException, InterruptedException;
  }

  /** Counts. */
  List<Row> rows() throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>(List.of(jars()));
    Contender slipway = workshop.slipway(jdk);
    try (Cloud cloud = Cloud.start().answeringAfter(Duration.ZERO);
        Instance instance = Instance.start(slipway, cloud, workshop.logs())) {
      instance.deliver(Event.tick());
      List<Cloud.Call> tick = calls(cloud, () -> instance.deliver(Event.tick()));
      rows.add(storage("idle tick", tick, Target.atMost(1)));
      rows.add(vertex("idle tick", tick, Target.atMost(0)));

      Event launch = cloud.upload("once.json", Cloud.WIDE);
      List<Cloud.Call> launched = calls(cloud, () -> instance.deliver(launch));
      rows.add(storage("launch, from event to its end", launched, Optional.empty()));
      rows.add(vertex("launch, from event to its end", launched, Optional.empty()));

      Event refused = cloud.uploadSpec("refused.json", "{}");
      instance.deliver(refused);
      List<Cloud.Call> duplicate = calls(cloud, () -> instance.deliver(refused));
      rows.add(storage("duplicate event", duplicate, Target.atMost(1)));
      rows.add(vertex("duplicate event", duplicate, Target.atMost(0)));

      try (Instance elsewhere = Instance.start(slipway, cloud, workshop.logs())) {
        // What it does at its start is over then.
        elsewhere.deliver(Event.tick());
        List<Cloud.Call> late =
            calls(cloud, () -> elsewhere.deliver(refused.of(Instant.now().minus(LATE))));
        rows.add(storage("duplicate event at another process", late, Target.atMost(1)));
        rows.add(vertex("duplicate event at another process", late, Target.atMost(0)));
      }

      Event other = cloud.uploadSpec("data.csv", "a,b");
      List<Cloud.Call> irrelevant = calls(cloud, () -> instance.deliver(other));
      rows.add(storage("irrelevant event", irrelevant, Target.atMost(1)));
      rows.add(vertex("irrelevant event", irrelevant, Target.atMost(0)));

      Crowd.gather(cloud, instance, CROWD);
      List<Cloud.Call> seeing = calls(cloud, () -> Crowd.waiting(cloud));
      rows.add(storage("seeing a queue of 10,000", seeing, Target.atMost(CROWD / PAGE)));
      List<Cloud.Call> pass =
          calls(cloud, () -> instance.deliver(cloud.upload("last.json", Cloud.WIDE)));
      rows.add(vertex("launch beside 10,000 that wait", pass, Optional.empty()));
      rows.add(storage("launch beside 10,000 that wait", pass, Optional.empty()));
    }
    return rows;
  }

  private Row jars() throws IOException, InterruptedException {
    return new Row(
        NAME,
        "jars to deploy",
        "MB",
        Optional.of(megabytes(workshop.baselineJars())),
        megabytes(workshop.home().resolve("target/function/lib")),
        Target.atMost(45));
  }

  private static Sample megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Sample.of(files.mapToDouble(file -> file.toFile().length() / 1e6).sum());
    }
  }

  private static List<Cloud.Call> calls(Cloud cloud, Deed deed)
      throws IOException, InterruptedException {
    int before = cloud.calls().size();
    deed.run();
    List<Cloud.Call> all = cloud.calls();
    return all.subList(before, all.size());
  }

  private static Row storage(String what, List<Cloud.Call> calls, Optional<Target> target) {
    return row(what + ": Cloud Storage", calls, Cloud.Call::isStorage, target);
  }

  private static Row vertex(String what, List<Cloud.Call> calls, Optional<Target> target) {
    return row(what + ": Vertex AI", calls, Cloud.Call::isVertex, target);
  }

  private static Row row(
      String what, List<Cloud.Call> calls, Predicate<Cloud.Call> counted, Optional<Target> target) {
    return Row.ours(
        NAME, what, "calls", Sample.of((double) calls.stream().filter(counted).count()), target);
  }
}
