package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.protobuf.Timestamp;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.emulator.vertex.filter.EmulatedFilters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.5Z");
  private static final List<String> VALUES = List.of("0a", "1b", "a-0_1", "");

  @Test
  void aliveLeavesOutWhatIsOverSoThatAStateOfALaterApiIsIncluded() {
    assertEquals(
        "state!=\"JOB_STATE_SUCCEEDED\" AND state!=\"JOB_STATE_FAILED\""
            + " AND state!=\"JOB_STATE_CANCELLED\" AND state!=\"JOB_STATE_EXPIRED\""
            + " AND state!=\"JOB_STATE_PARTIALLY_SUCCEEDED\"",
        JobQuery.alive(NOON).wanted().text());
  }

  @Test
  void launchedSinceAsksForOurLabelAndATime() {
    assertEquals(
        "labels.slipway-submission:* AND create_time>=\"2026-11-01T12:00:00.500Z\"",
        JobQuery.launchedSince(NOON).wanted().text());
  }

  @Test
  void ofAttemptAsksForBothLabelsWithQuotedValues() {
    assertEquals(
        "labels.slipway-submission=\"0a\" AND labels.slipway-attempt=\"1b\"",
        JobQuery.ofAttempt("0a", "1b").wanted().text());
  }

  @Test
  void withoutTheFilterJobsAreListedByTheTimeOfTheirCreationAndThenAll() {
    assertEquals(
        List.of("create_time>=\"2026-10-02T12:00:00.500Z\"", ""), insteadOf(JobQuery.alive(NOON)));
    assertEquals(
        List.of("create_time>=\"2026-11-01T12:00:00.500Z\"", ""),
        insteadOf(JobQuery.launchedSince(NOON)));
    assertEquals(List.of(""), insteadOf(JobQuery.ofAttempt("0a", "1b")));
  }

  @Test
  void theFilterAndItsMeaningSelectTheSameJobs() {
    Random random = new Random(1);
    List<CustomJob> jobs = Stream.generate(() -> draw(random)).limit(2_000).toList();
    List<Filter> filters = new ArrayList<>(JobQuery.alive(NOON).ways());
    filters.addAll(JobQuery.launchedSince(NOON).ways());
    filters.addAll(JobQuery.ofAttempt("0a", "1b").ways());
    filters.addAll(JobQuery.ofAttempt("a-0_1", "").ways());

    for (Filter filter : filters) {
      List<CustomJob> taken = jobs.stream().filter(filter.meaning()).toList();
      assertEquals(EmulatedFilters.select(filter.text(), jobs), taken, filter.text());
      assertNotEquals(List.of(), taken, filter.text());
    }
  }

  @Test
  void theDoctorSendsEachFilter() {
    assertEquals(
        List.of(JobQuery.QueryKind.values()),
        FilterCheck.queries(NOON).map(JobQuery::kind).toList());
  }

  @Test
  void aStateOfALaterApiIsNotOver() {
    CustomJob job = CustomJob.newBuilder().setStateValue(99).build();

    assertEquals(true, JobQuery.alive(NOON).wanted().meaning().test(job));
  }

  private static List<String> insteadOf(JobQuery query) {
    return query.ways().stream().skip(1).map(Filter::text).toList();
  }

  private static CustomJob draw(Random random) {
    CustomJob.Builder job =
        CustomJob.newBuilder().setState(one(List.of(JobState.values()), random, 1));
    draw(Jobs.SUBMISSION_LABEL, job, random);
    draw(Jobs.ATTEMPT_LABEL, job, random);
    if (random.nextInt(8) > 0) {
      Instant created =
          NOON.plus(Duration.ofDays(random.nextInt(3) * -30L)).plusNanos(random.nextInt(3) - 1);
      job.setCreateTime(
          Timestamp.newBuilder().setSeconds(created.getEpochSecond()).setNanos(created.getNano()));
    }
    return job.build();
  }

  private static void draw(String label, CustomJob.Builder job, Random random) {
    if (random.nextInt(4) > 0) {
      job.putLabels(label, one(VALUES, random, 0));
    }
  }

  /** One of them, but for the last so many. */
  private static <T> T one(List<T> values, Random random, int without) {
    return values.get(random.nextInt(values.size() - without));
  }
}
