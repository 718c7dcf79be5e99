package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.PolicyFacts;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.SpecRules;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordMetadataTest {

  private static final Instant NOON = SampleRecords.NOON;

  private static final Shape FULL =
      new Shape(
          "a3-megagpu-8g",
          "NVIDIA_H100_MEGA_80GB",
          8,
          "1g.10gb",
          "2x2x1",
          new ReservationAffinity(
              "SPECIFIC_RESERVATION",
              "compute.googleapis.com/reservation-name",
              List.of("r,1", "r2")),
          "hyperdisk-balanced",
          500);

  private static final Requirements EVERYTHING =
      new Requirements(
          List.of(
              new WorkerPool("job_spec.worker_pool_specs[0]", new Demand(FULL, 1)),
              new WorkerPool(
                  "job_spec.worker_pool_specs[2]",
                  new Demand(Shape.of("a4-highgpu-8g"), 3_000_000_000L))),
          "projects/1/global/networks/vpc",
          "projects/p/locations/l/keyRings/r/cryptoKeys/k",
          "trainer@p.iam.gserviceaccount.com",
          Spelling.SNAKE);

  /** Every field has a value that is not its default. */
  private static final SubmissionRecord FULL_RECORD =
      new SubmissionRecord(
          new Submission("specs", "équipe/日本 1.json", "1700000000000001"),
          new JobRequest(
              "pool-a",
              9,
              Instant.parse("2026-11-21T11:59:58.123456Z"),
              EVERYTHING,
              Optional.of(Format.SDK_ARGUMENTS),
              "nächtlich"),
          new Lifecycle(
              State.RUNNING,
              7,
              true,
              new Attempt(2, "attempt-2", Duration.ofMinutes(2), List.of("pool, 0", "pool-1")),
              "projects/1/locations/us-central1/customJobs/7",
              new Backoff(3, NOON.plusMillis(1)),
              4,
              Wish.CANCEL,
              List.of(
                  new Transition(State.WAITING, NOON),
                  new Transition(State.LAUNCHING, NOON.plusNanos(1)),
                  new Transition(State.RUNNING, NOON.plusSeconds(5)))));

  @Test
  void aRecordReadsLikeThis() {
    assertEquals(
        Map.ofEntries(
            Map.entry("schemaVersion", "1"),
            Map.entry("bucket", "specs"),
            Map.entry("object", "équipe/日本 1.json"),
            Map.entry("generation", "1700000000000001"),
            Map.entry("resource", "pool-a"),
            Map.entry("priority", "9"),
            Map.entry("arrival", "2026-11-21T11:59:58.123456Z"),
            Map.entry(
                "requirements",
                "{\"workerPools\":["
                    + "{\"where\":\"job_spec.worker_pool_specs[0]\",\"replicas\":1,"
                    + "\"machineType\":\"a3-megagpu-8g\","
                    + "\"acceleratorType\":\"NVIDIA_H100_MEGA_80GB\",\"acceleratorCount\":8,"
                    + "\"gpuPartitionSize\":\"1g.10gb\",\"tpuTopology\":\"2x2x1\","
                    + "\"reservationType\":\"SPECIFIC_RESERVATION\","
                    + "\"reservationKey\":\"compute.googleapis.com/reservation-name\","
                    + "\"reservationValues\":[\"r,1\",\"r2\"],"
                    + "\"bootDiskType\":\"hyperdisk-balanced\",\"bootDiskSizeGb\":500},"
                    + "{\"where\":\"job_spec.worker_pool_specs[2]\",\"replicas\":3000000000,"
                    + "\"machineType\":\"a4-highgpu-8g\"}],"
                    + "\"network\":\"projects/1/global/networks/vpc\","
                    + "\"kmsKey\":\"projects/p/locations/l/keyRings/r/cryptoKeys/k\","
                    + "\"serviceAccount\":\"trainer@p.iam.gserviceaccount.com\","
                    + "\"spelling\":\"SNAKE\"}"),
            Map.entry("format", "SDK_ARGUMENTS"),
            Map.entry("name", "nächtlich"),
            Map.entry("state", "RUNNING"),
            Map.entry("grace", "PT2M"),
            Map.entry("revision", "7"),
            Map.entry("decided", "true"),
            Map.entry("attempts", "2"),
            Map.entry("attempt", "attempt-2"),
            Map.entry("job", "projects/1/locations/us-central1/customJobs/7"),
            Map.entry("placement", "[\"pool, 0\",\"pool-1\"]"),
            Map.entry("refusals", "3"),
            Map.entry("retryAt", "2026-11-21T12:00:00.001Z"),
            Map.entry("wish", "CANCEL"),
            Map.entry("failures", "4"),
            Map.entry(
                "history",
                "WAITING@2026-11-21T12:00:00Z LAUNCHING@2026-11-21T12:00:00.000000001Z"
                    + " RUNNING@2026-11-21T12:00:05Z")),
        RecordMetadata.encode(FULL_RECORD));
  }

  @Test
  void everyFieldComesBack() {
    assertEquals(FULL_RECORD, RecordMetadata.decode(RecordMetadata.encode(FULL_RECORD)));
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    SubmissionRecord entry =
        new SubmissionRecord(
            Submission.published(""),
            new JobRequest(
                "r",
                0,
                NOON,
                new Requirements(List.of(), "", "", "", Spelling.CAMEL),
                Optional.empty(),
                ""),
            new Lifecycle(
                State.WAITING, 1, false, Attempt.NONE, "", Backoff.NONE, 0, Wish.NONE, List.of()));

    Map<String, String> metadata = RecordMetadata.encode(entry);

    assertEquals(
        Map.ofEntries(
            Map.entry("schemaVersion", "1"),
            Map.entry("bucket", "_pubsub"),
            Map.entry("resource", "r"),
            Map.entry("priority", "0"),
            Map.entry("arrival", "2026-11-21T12:00:00Z"),
            Map.entry("requirements", "{\"workerPools\":[]}"),
            Map.entry("state", "WAITING"),
            Map.entry("revision", "1"),
            Map.entry("decided", "false"),
            Map.entry("attempts", "0"),
            Map.entry("refusals", "0"),
            Map.entry("failures", "0")),
        metadata);
    assertEquals(entry, RecordMetadata.decode(metadata));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void everyStateComesBack(State state) {
    SubmissionRecord entry = SampleRecords.in(state);

    assertEquals(entry, RecordMetadata.decode(RecordMetadata.encode(entry)));
  }

  @Test
  void theLargestRecordFitsIntoTheMetadata() {
    String ascii = "\u0001";
    List<Transition> history =
        Collections.nCopies(
            Lifecycle.HISTORY,
            new Transition(State.PARTIALLY_SUCCEEDED, NOON.plusNanos(123_456_789)));
    SubmissionRecord largest =
        new SubmissionRecord(
            new Submission("b".repeat(222), ascii.repeat(1024), "9223372036854775807"),
            new JobRequest(
                "r".repeat(128),
                9,
                NOON.plusNanos(123_456_789),
                largestRequirements(),
                Optional.of(Format.WORKER_POOL_SPECS),
                "🚢".repeat(128)),
            new Lifecycle(
                State.PARTIALLY_SUCCEEDED,
                Integer.MAX_VALUE,
                false,
                new Attempt(
                    Integer.MAX_VALUE,
                    "a".repeat(36),
                    Duration.ofDays(1).minusNanos(1),
                    Collections.nCopies(4, "p".repeat(63))),
                "j".repeat(120),
                new Backoff(Integer.MAX_VALUE, NOON.plusNanos(123_456_789)),
                Integer.MAX_VALUE,
                Wish.NO_LAUNCH,
                history));

    Map<String, String> metadata = RecordMetadata.encode(largest);

    assertEquals(3_500, SampleRecords.utf8(metadata.getOrDefault("requirements", "")).length);
    int token = "token".length() + 36;
    int bytes =
        metadata.entrySet().stream()
            .mapToInt(e -> SampleRecords.utf8(e.getKey() + e.getValue()).length)
            .sum();
    assertTrue(bytes + token <= 8 * 1024, bytes + token + " bytes");
    assertEquals(largest, RecordMetadata.decode(metadata));
  }

  private static Requirements largestRequirements() {
    int rest = 3_500 - "{\"workerPools\":[],\"network\":\"\"}".length();
    return new Requirements(List.of(), "n".repeat(rest), "", "", Spelling.CAMEL);
  }

  /** Found in review: reservation names were not counted, so such a record could not be written. */
  @Test
  void whatTheRulesLetPassIsShortEnoughForTheRecord() {
    for (int values = 0; values < 1_500; values += 50) {
      ReservationAffinity reservation =
          new ReservationAffinity("", "", Collections.nCopies(values, "\"a"));
      Shape shape = new Shape("m", "", 0, "", "", reservation, "", 0);
      Requirements requirements =
          new Requirements(
              List.of(new WorkerPool("p", new Demand(shape, 1))), "", "", "", Spelling.CAMEL);
      JobSpec spec = new JobSpec("job", "training", Map.of(), requirements, PolicyFacts.NONE);
      boolean passes = SpecRules.check(spec, "").isEmpty();
      int bytes = SampleRecords.utf8(RequirementsJson.write(requirements)).length;
      assertTrue(!passes || bytes <= 3_500, values + " values take " + bytes + " bytes");
    }
  }

  @Test
  void keysOfOthersAreOverlooked() {
    Map<String, String> metadata = new HashMap<>(RecordMetadata.encode(FULL_RECORD));
    metadata.put("goog-reserved-file-mtime", "1");

    assertEquals(FULL_RECORD, RecordMetadata.decode(metadata));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          schemaVersion |                     | schemaVersion is missing
          schemaVersion | 2                   | schemaVersion is 2, not 1
          bucket        |                     | bucket is missing
          resource      |                     | resource is missing
          priority      | high                | priority is not a number: high
          priority      | -1                  | priority is not a number: -1
          revision      | 9999999999          | revision is out of range: 9999999999
          arrival       | yesterday           | arrival is not a time: yesterday
          retryAt       | 0                   | retryAt is not a time: 0
          requirements  |                     | requirements is missing
          requirements  | []                  | the document is not an object
          requirements  | {"pools":[]}        | unknown fields [pools]
          requirements  | {"workerPools":{}}  | workerPools is not a list
          requirements  | {"workerPools":[1]} | workerPools is not an object
          requirements  | {"workerPools":[{"replicas":1.5}]} | replicas is not a whole number
          requirements  | {"workerPools":[{"disk":1}]}       | unknown fields [disk]
          requirements  | {"network":1}       | network is not a string
          requirements  | {"network":"\\ud83d"} | the document has half a surrogate pair
          requirements  | {"spelling":"KEBAB"} | no Spelling is called KEBAB
          state         |                     | state is missing
          state         | RESTING             | no State is called RESTING
          decided       | yes                 | decided is neither true nor false: yes
          placement     | ["a",1]             | the document is not a list of strings
          placement     | ["\\ud83d"]        | the document has half a surrogate pair
          history       | WAITING             | no time in WAITING
          history       | WAITING@noon        | WAITING@noon is not a time: noon
          history       | NAPPING@2026-11-21T12:00:00Z | no State is called NAPPING
          object        | base64:?            | not Base64: base64:?
          resource      | \ud83d             | half a surrogate pair in \ud83d
          """)
  void whatIsBrokenIsUnreadable(String key, String value, String why) {
    Map<String, String> metadata = new HashMap<>(RecordMetadata.encode(FULL_RECORD));
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }

    assertEquals(
        why,
        assertThrows(UnreadableObject.class, () -> RecordMetadata.decode(metadata)).getMessage());
  }
}
