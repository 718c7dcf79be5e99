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
  private static final int CLOUDS = Integer.getInteger("clouds", 6);

  /** One cell: a call on a way, and what befalls it. */
  private record Task(MatrixWay way, MatrixCall call, MatrixFault fault) {}

  private final Map<MatrixWay, List<MatrixCall>> rows = new EnumMap<>(MatrixWay.class);
  private final Map<MatrixWay, String> undisturbed = new EnumMap<>(MatrixWay.class);
  private final Map<Task, String> found = new ConcurrentHashMap<>();

  private FaultMatrix() {}

  /** Runs it all. */
  static String run() throws InterruptedException {
    FaultMatrix matrix = new FaultMatrix();
    matrix.trace();
    matrix.fill();
    return matrix.table();
  }

  private void trace() {
    try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
      for (MatrixWay way : MatrixWay.values()) {
        MatrixCell cell = cloud.cell(MatrixCloud.Waiting.PATIENT, "PT2M");
        MatrixCall.traceAll(cloud);
        int start = cloud.journal().entries().size();
        List<Integer> marks = new ArrayList<>();
        Runnable mark = () -> marks.add(cloud.journal().entries().size() - start);
        cell.aroundEachCall(mark, mark);
        way.go(cell);
        List<Journal.Entry> journal = cloud.journal().entries();
        rows.put(
            way, way.spoiled(MatrixCall.traced(journal.subList(start, journal.size()), cell)));
        undisturbed.put(way, MatrixOutcome.of(cell).cells());
      }
    }
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    rows.forEach(
        (way, calls) ->
            calls.forEach(
                call ->
                    MatrixFault.of(call)
                        .forEach(fault -> tasks.add(new Task(way, call, fault)))));
    return tasks;
  }

  private void fill() throws InterruptedException {
    List<Task> tasks = tasks();
    Collections.shuffle(tasks, new java.util.Random(1));
    Queue<Task> queue = new ConcurrentLinkedQueue<>(tasks);
    ExecutorService threads = Executors.newFixedThreadPool(CLOUDS);
    try {
      List<Callable<Integer>> workers = Collections.nCopies(CLOUDS, () -> work(queue));
      for (Future<Integer> worker : threads.invokeAll(workers)) {
        var unused = worker.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private int work(Queue<Task> queue) {
    int done = 0;
    try (MatrixCloud cloud = new MatrixCloud(Duration.ZERO)) {
      for (Task task = queue.poll(); task != null; task = queue.poll()) {
        found.put(task, run(cloud, task));
        done++;
      }
    }
    return done;
  }

  private static String run(MatrixCloud cloud, Task task) {
    MatrixFault fault = task.fault();
    MatrixCell cell = cloud.cell(fault.waiting(), fault.grace());
    task.call().spoil(cloud, cell, fault);
    int before = cloud.storage().faults().injected() + cloud.vertex().faults().injected();
    cell.aroundEachCall(
        () -> {},
        () -> {
          int now = cloud.storage().faults().injected() + cloud.vertex().faults().injected();
          if (fault.isAlways() && now > before) {
            cloud.storage().faults().clear();
            cloud.vertex().faults().clear();
          }
          if (fault.isStall() && task.call().isCreation()) {
            while (cell.jobs().isEmpty()) {
              Thread.onSpinWait();
            }
          }
        });
    try {
      task.way().go(cell);
      return MatrixOutcome.of(cell).cells();
    } catch (RuntimeException | AssertionError e) {
      return "BROKEN: " + String.valueOf(e.getMessage()).replace('\n', ' ').replace('|', '/');
    }
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    for (MatrixWay way : MatrixWay.values()) {
      text.append("\n## ").append(way.title()).append("\n\n");
      text.append("| call | fault | deliveries | ticks | jobs | end | told |\n");
      text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
      text.append("| none | none | ").append(undisturbed.get(way)).append(" |\n");
      for (MatrixCall call : rows.getOrDefault(way, List.of())) {
        Map<String, List<String>> byOutcome = new LinkedHashMap<>();
        for (MatrixFault fault : MatrixFault.of(call)) {
          byOutcome
              .computeIfAbsent(
                  found.getOrDefault(new Task(way, call, fault), "?"), key -> new ArrayList<>())
              .add(fault.howOften() + " " + fault.name());
        }
        byOutcome.forEach(
            (outcome, faults) ->
                text.append("| ")
                    .append(call)
                    .append(" | ")
                    .append(String.join(", ", faults))
                    .append(" | ")
                    .append(outcome)
                    .append(" |\n"));
      }
    }
    return text.toString();
  }
}
