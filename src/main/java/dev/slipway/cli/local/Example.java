package dev.slipway.cli.local;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.slipway.cli.Unavailable;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A spec to try, and what is expected to become of it.
 *
 * @param name its file's name without {@code .json}
 * @param spec its text
 * @param expected what is expected; empty where no file says it
 */
record Example(String name, String spec, Optional<Expected> expected) {

  /**
   * How an example must end.
   *
   * @param end its last state
   * @param resourcePools the pool of each worker pool
   * @param waitedFor codes of the reasons it was told to wait for
   * @param problems code and path of each problem
   */
  record Expected(
      State end, List<String> resourcePools, List<String> waitedFor, List<String> problems) {
    /** What a file leaves out is expected to be empty. */
    Expected {
      resourcePools = orEmpty(resourcePools);
      waitedFor = orEmpty(waitedFor);
      problems = orEmpty(problems);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
      return list == null ? List.of() : List.copyOf(list);
    }
  }

  /** Under which name it is uploaded. */
  String object() {
    return "demo/" + name + ".json";
  }

  /**
   * All examples of a folder, whose subfolder {@code expected} has a file of the same name for
   * each.
   */
  static List<Example> load(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Example> examples = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        examples.add(load(file, folder.resolve("expected").resolve(file.getFileName())));
      }
      return examples;
    } catch (IOException | JsonParseException e) {
      throw new Unavailable("the examples in " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Example load(Path file, Path expected) throws IOException {
    String name = file.getFileName().toString().replaceAll("\\.json$", "");
    return new Example(
        name,
        Files.readString(file),
        Files.exists(expected) ? Optional.of(expectation(expected)) : Optional.empty());
  }

  private static Expected expectation(Path file) throws IOException {
    Expected expected = new Gson().fromJson(Files.readString(file), Expected.class);
    if (Optional.ofNullable(expected).map(Expected::end).isEmpty()) {
      throw new JsonParseException(
          file + " names no end, or one that is none of " + Arrays.toString(State.values()));
    }
    return expected;
  }

  /**
   * Where an example did not go as expected; empty when it did.
   *
   * @param last its last status
   * @param waitedFor codes of all reasons it was ever told
   */
  List<String> deviations(Status last, Set<String> waitedFor) {
    List<String> deviations = new ArrayList<>();
    expected.ifPresent(expectation -> compare(deviations, expectation, last, waitedFor));
    return deviations;
  }

  private static void compare(
      List<String> deviations, Expected expected, Status last, Set<String> waitedFor) {
    compare(deviations, "end", expected.end(), last.state());
    compare(
        deviations,
        "resource pools",
        expected.resourcePools(),
        last.placements().stream().map(Status.Placement::pool).toList());
    compare(deviations, "reasons to wait", Set.copyOf(expected.waitedFor()), waitedFor);
    compare(
        deviations,
        "problems",
        expected.problems(),
        last.problems().stream().map(Example::text).toList());
  }

  private static String text(Problem problem) {
    return problem.code() + " " + problem.where();
  }

  private static void compare(List<String> deviations, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      deviations.add(what + ": " + expected + " expected, " + found + " found");
    }
  }
}
