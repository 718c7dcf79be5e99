package dev.slipway.function;

import dev.slipway.emulator.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs every cell of the matrix and writes what came of them as a table. */
final class FaultMatrix {

  /** More than there are cores: some cells mostly wait until a client has given up. */
  private static final int CLOUDS = 5;

  private static final int CELLS_OF_A_CLOUD = 50;

  /** Shorter and longer than the launch grace of two minutes. */
  private static final List<Duration> LAGS = List.of(Duration.ofSeconds(90), Duration.ofMinutes(5));

  /** One cell: a call on a way, and what befalls it. */
  private record MatrixTask(MatrixWay way, MatrixCall call, MatrixFault fault) {}

  private final Map<MatrixWay, List<MatrixCall>> calls = new EnumMap<>(MatrixWay.class);
  private final Map<MatrixWay, MatrixOutcome> undisturbed = new EnumMap<>(MatrixWay.class);
  private final Map<MatrixTask, String> found = new ConcurrentHashMap<>();
  private final Map<Duration, MatrixOutcome> lagging = new TreeMap<>();
  private final Map<MatrixCurse, String> cursed = new EnumMap<>(MatrixCurse.class);
  private final MatrixCalls meanings;

  private FaultMatrix(MatrixCalls meanings) {
    this.meanings = meanings;
  }

  /** Goes every way undisturbed and takes down the calls. */
  static FaultMatrix trace(MatrixCalls meanings) {
    FaultMatrix matrix = new FaultMatrix(meanings);
    try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
      for (MatrixWay way : MatrixWay.values()) {
        matrix.trace(cloud, way);
      }
    }
    return matrix;
  }

  private void trace(MatrixCloud cloud, MatrixWay way) {
    MatrixCell cell = cloud.cell(MatrixCloud.ClientTimeouts.PATIENT, "PT2M");
    MatrixCall.traceAll(cloud);
    int start = cloud.journal().entries().size();
    List<Integer> marks = new ArrayList<>();
    Runnable mark = () -> marks.add(cloud.journal().entries().size() - start);
    cell.aroundEachCall(mark, mark);
    way.go(cell);
    List<Journal.JournalEntry> journal = cloud.journal().entries();
    calls.put(way, MatrixCall.traced(journal.subList(start, journal.size()), marks, cell));
    undisturbed.put(way, MatrixOutcome.of(cell));
  }

  /** The calls of every way, in order. */
  Map<MatrixWay, List<MatrixCall>> calls() {
    return calls;
  }

  /** Runs all cells, each on its own, several at a time. */
  FaultMatrix fill() throws InterruptedException {
    List<MatrixTask> tasks = new ArrayList<>();
    for (MatrixWay way : MatrixWay.values()) {
      for (MatrixCall call : spoiled(way)) {
        MatrixFault.of(call).forEach(fault -> tasks.add(new MatrixTask(way, call, fault)));
      }
    }
    // Those that take long are then not all at the end.
    Collections.shuffle(tasks, new Random(1));
    Queue<MatrixTask> queue = new ConcurrentLinkedQueue<>(tasks);
    ExecutorService threads = Executors.newFixedThreadPool(CLOUDS);
    try {
      List<Callable<Integer>> workers = Collections.nCopies(CLOUDS, () -> work(queue));
      for (Future<Integer> worker : threads.invokeAll(workers)) {
        var unused = worker.get();
      }
      lag();
      curse();
      return this;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Runs the cells of a call once more, with nothing beside them, if their lines are not in a
   * table. The clients wait in real time, some for as little as 100 ms: on a busy machine a pause
   * is then a second fault in a cell. A function that behaves otherwise does so again.
   *
   * @return the calls, with their ways
   */
  List<String> repeatUnless(String expected) {
    List<String> repeated = new ArrayList<>();
    for (MatrixWay way : MatrixWay.values()) {
      String known = section(expected, way);
      for (MatrixCall call : spoiled(way)) {
        if (!known.contains(lines(way, call))) {
          repeated.add(way + " " + call);
          try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
            for (MatrixFault fault : MatrixFault.of(call)) {
              MatrixTask task = new MatrixTask(way, call, fault);
              found.put(task, run(cloud, task));
            }
          }
        }
      }
    }
    return repeated;
  }

  private static String section(String table, MatrixWay way) {
    int start = table.indexOf("\n## " + way.title() + "\n");
    int end = table.indexOf("\n## ", start + 1);
    return start < 0 ? "" : table.substring(start, end < 0 ? table.length() : end);
  }

  /** No fault of one call: lists do not show new jobs for a while. */
  private void lag() {
    for (Duration lag : LAGS) {
      try (MatrixCloud cloud = new MatrixCloud(lag)) {
        MatrixCell cell = cloud.cell(MatrixCloud.ClientTimeouts.PATIENT, "PT2M");
        MatrixWay.goWithLag(cell);
        lagging.put(lag, MatrixOutcome.of(cell));
      }
    }
  }

  private void curse() {
    for (MatrixCurse curse : MatrixCurse.values()) {
      try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
        cursed.put(curse, curse.go(cloud));
      }
    }
  }

  private List<MatrixCall> spoiled(MatrixWay way) {
    return calls.getOrDefault(way, List.of()).stream()
        .filter(call -> !meanings.meaning(way, call).isEmpty())
        .toList();
  }

  private int work(Queue<MatrixTask> queue) {
    int done = 0;
    while (!queue.isEmpty()) {
      // What is left of earlier cells slows later ones down.
      try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
        MatrixTask task = queue.poll();
        for (int i = 1; task != null; task = i++ < CELLS_OF_A_CLOUD ? queue.poll() : null) {
          found.put(task, run(cloud, task));
          done++;
        }
      }
    }
    return done;
  }

  private static String run(MatrixCloud cloud, MatrixTask task) {
    MatrixCell cell = cloud.cell(task.fault().waiting(), task.fault().grace());
    task.call().spoil(cloud, cell, task.fault());
    cell.aroundEachCall(() -> {}, () -> returned(cloud, cell, task));
    try {
      task.way().go(cell);
      return (task.fault().isLie(task.call()) ? MatrixOutcome.ofLie(cell) : MatrixOutcome.of(cell))
          .cells();
    } catch (RuntimeException | AssertionError e) {
      String message = String.valueOf(e.getMessage()).replaceAll("[\\n|]", " ");
      return "WRONG: " + message.substring(0, Math.min(message.length(), 400)) + " | | | |";
    }
  }

  private static void returned(MatrixCloud cloud, MatrixCell cell, MatrixTask task) {
    if (task.fault().isAlways() && cloud.injected() > cell.injectedBefore()) {
      cloud.heal();
    }
    if (task.fault().isStall() && task.call().isCreation()) {
      // It takes effect after its client has given it up, but before anything else happens.
      while (cell.jobs().isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  /** How many cells there are. */
  int cells() {
    return found.size();
  }

  /** What came of it all. */
  String table() {
    StringBuilder text = new StringBuilder();
    for (MatrixWay way : MatrixWay.values()) {
      text.append(heads(way.title()));
      MatrixOutcome calm = undisturbed.get(way);
      text.append("| | | none | ").append(calm == null ? "" : calm.cells()).append(" |\n");
      spoiled(way).forEach(call -> text.append(lines(way, call)));
    }
    text.append(heads(MatrixWay.LAG));
    lagging.forEach(
        (lag, outcome) ->
            text.append(
                "| ListCustomJobs | any | new jobs are not listed for %s | %s |\n"
                    .formatted(lag, outcome.cells())));
    text.append(MatrixCurse.heads());
    cursed.forEach((curse, outcome) -> text.append(curse.line(outcome)));
    return text.toString();
  }

  private static String heads(String title) {
    return """

    ## %s

    | call | what for | fault | %s |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    """
        .formatted(title, MatrixOutcome.HEADS);
  }

  /** A line for each outcome: the faults that come to it. */
  private String lines(MatrixWay way, MatrixCall call) {
    Map<String, List<MatrixFault>> byOutcome = new LinkedHashMap<>();
    for (MatrixFault fault : MatrixFault.of(call)) {
      byOutcome
          .computeIfAbsent(
              found.getOrDefault(new MatrixTask(way, call, fault), "not run"),
              key -> new ArrayList<>())
          .add(fault);
    }
    StringBuilder lines = new StringBuilder();
    byOutcome.forEach(
        (outcome, faults) ->
            lines.append(
                "| %s | %s | %s | %s |\n"
                    .formatted(
                        call, meanings.meaning(way, call), MatrixFault.names(faults), outcome)));
    return lines.toString();
  }
}
