package dev.slipway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the fields that decide are said to stand, in each format and spelling. */
class SpellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          CAMEL      | jobSpec.network  | jobSpec.workerPoolSpecs    | encryptionSpec.kmsKeyName
          SNAKE      | job_spec.network | job_spec.worker_pool_specs | encryption_spec.kms_key_name
          SPEC_CAMEL | network          | workerPoolSpecs            | encryptionSpec.kmsKeyName
          SPEC_SNAKE | network          | worker_pool_specs          | encryption_spec.kms_key_name
          LIST_CAMEL | ''               | ''                         | encryptionSpec.kmsKeyName
          LIST_SNAKE | ''               | ''                         | encryption_spec.kms_key_name
          ARGUMENTS  | network          | worker_pool_specs          | encryption_spec_key_name
          """)
  void fieldsOfTheJobStandWhereTheFormatHasThem(
      Spelling spelling, String network, String workerPools, String kmsKey) {
    assertEquals(
        List.of(network, workerPools, kmsKey),
        List.of(
            spelling.of("jobSpec.network"),
            spelling.of("jobSpec.workerPoolSpecs"),
            spelling.of("encryptionSpec.kmsKeyName")));
  }

  @ParameterizedTest
  @CsvSource({
    "CAMEL, diskSpec.bootDiskType",
    "SPEC_SNAKE, disk_spec.boot_disk_type",
    "LIST_CAMEL, diskSpec.bootDiskType",
    "ARGUMENTS, disk_spec.boot_disk_type",
  })
  void fieldsOfAWorkerPoolAreOnlySpelled(Spelling spelling, String expected) {
    assertEquals(expected, spelling.of("diskSpec.bootDiskType"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jobSpec.workerPoolSpecs[0].diskSpec | workerPoolSpecs.diskSpec
          jobSpec.workerPoolSpecs[0]          | workerPoolSpecs
          jobSpec.workerPoolSpecs[1]          | workerPoolSpecs[1]
          jobSpec["x y"]                      | ["x y"]
          jobSpecs.network                    | jobSpecs.network
          displayName                         | displayName
          """)
  void theFirstMoveThatFitsCounts(String inTheJob, String inTheDocument) {
    PathMapping places =
        PathMapping.SAME.and("jobSpec.workerPoolSpecs[0]", "workerPoolSpecs").and("jobSpec", "");
    assertEquals(inTheDocument, places.original(inTheJob));
  }

  @ParameterizedTest
  @CsvSource({"CUSTOM_JOB", "READ_BACK", "CUSTOM_JOB_SPEC", "SDK_ARGUMENTS", "WORKER_POOL_SPECS"})
  void everySpellingOfAFormatIsItself(Format format) {
    assertEquals(
        Arrays.stream(Spelling.values()).map(s -> s.in(format)).distinct().sorted().toList(),
        Arrays.stream(Spelling.values()).filter(s -> s.in(format) == s).sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOM_JOB, CAMEL, SNAKE",
    "READ_BACK, CAMEL, SNAKE",
    "CUSTOM_JOB_SPEC, SPEC_CAMEL, SPEC_SNAKE",
    "WORKER_POOL_SPECS, LIST_CAMEL, LIST_SNAKE",
    "SDK_ARGUMENTS, ARGUMENTS, ARGUMENTS",
  })
  void aSpellingKeepsItsCaseInEachFormat(Format format, Spelling camel, Spelling snake) {
    assertEquals(camel, Spelling.CAMEL.in(format));
    assertEquals(snake, Spelling.SNAKE.in(format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"jobSpec": {"network": "a_b"}}                  | CAMEL
          {"job_spec": {}}                                 | SNAKE
          {"encryptionSpec": {"kms_key_name": "k"}}        | SNAKE
          {"labels": {"my_team": "a"}, "displayName": "n"} | CAMEL
          {"inner": {"labels": {"my_team": "a"}}}          | CAMEL
          """)
  void oneNameWithAnUnderscoreMakesSnakeCaseUnlessItIsALabels(String job, Spelling spelling) {
    Json root = SpecParser.parseJson(job.getBytes(UTF_8)).root().orElseThrow();
    assertEquals(spelling, Spelling.of((Json.Obj) root));
  }
}
