package dev.slipway.emulator.vertex.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class JobFilterTest {

  private static final List<CustomJob> JOBS =
      List.of(
          job("ant", JobState.JOB_STATE_RUNNING, 1, Map.of("team", "vision")),
          job("bee", JobState.JOB_STATE_RUNNING, 2, Map.of("team", "speech")),
          job("cat", JobState.JOB_STATE_SUCCEEDED, 3, Map.of("team", "vision")),
          job("dog", JobState.JOB_STATE_FAILED, 4, Map.of()));

  @TestFactory
  Stream<DynamicTest> everyCaseOfTheTable() throws IOException {
    return cases().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  private static Stream<String> cases() throws IOException {
    try (InputStream table = JobFilterTest.class.getResourceAsStream("job-filters.txt")) {
      byte[] bytes = Objects.requireNonNull(table).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }

  private static void check(String line) {
    int arrow = line.indexOf("=>", line.startsWith("=>") ? 0 : line.lastIndexOf(" =>"));
    String expected = line.substring(arrow + 2).strip();
    String answer = answer(line.substring(0, arrow).stripTrailing());
    String wanted = expected.startsWith("at ") ? "Invalid filter, " : "";
    assertEquals(wanted + expected, answer);
  }

  private static String answer(String filter) {
    try {
      Predicate<CustomJob> matches = JobFilter.parse(filter);
      return JOBS.stream()
          .filter(matches)
          .map(CustomJob::getDisplayName)
          .collect(Collectors.joining(" "));
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static CustomJob job(String name, JobState state, int hour, Map<String, String> labels) {
    Instant at = Instant.parse("2026-11-01T0%d:00:00Z".formatted(hour));
    return CustomJob.newBuilder()
        .setDisplayName(name)
        .setState(state)
        .setCreateTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
        .putAllLabels(labels)
        .build();
  }
}
