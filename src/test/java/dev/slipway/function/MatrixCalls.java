package dev.slipway.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each call is for, as a file tells it: below the name of a way, its calls in their order,
 * each with a few words. Where there are none, another way has the same call, and here it is not
 * spoiled.
 */
record MatrixCalls(Map<String, Map<String, String>> ways) {

  static final Path FILE =
      Path.of("src/test/resources/dev/slipway/function/fault-matrix-calls.txt");

  static MatrixCalls read() {
    Map<String, Map<String, String>> ways = new LinkedHashMap<>();
    String way = "";
    try {
      for (String line : Files.readAllLines(FILE)) {
        if (line.startsWith("  ")) {
          String[] callAndMeaning = line.strip().split(": ", 2);
          ways.computeIfAbsent(way, key -> new LinkedHashMap<>())
              .put(callAndMeaning[0], callAndMeaning.length == 1 ? "" : callAndMeaning[1]);
        } else {
          way = line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MatrixCalls(ways);
  }

  /** What a call is for; empty where it is not spoiled. */
  String meaning(MatrixWay way, MatrixCall call) {
    return ways.getOrDefault(way.name(), Map.of()).getOrDefault(call.toString(), "");
  }

  /** The file as it would be if these were the calls of the ways. */
  String with(Map<MatrixWay, ? extends Iterable<MatrixCall>> made) {
    StringBuilder text = new StringBuilder();
    made.forEach(
        (way, calls) -> {
          text.append(way).append('\n');
          for (MatrixCall call : calls) {
            String meaning = meaning(way, call);
            text.append("  ")
                .append(call)
                .append(meaning.isEmpty() ? "" : ": " + meaning)
                .append('\n');
          }
        });
    return text.toString();
  }
}
