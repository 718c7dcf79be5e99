package dev.slipway.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.SchemaWalk;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walk and Google's own reader of JSON agree, or the walk is the stricter one and says so. */
@Tag("thorough")
class JsonFormatAgreementTest {

  private static final int DOCUMENTS = 4000;
  private static final long SEED = 20261101;

  private static final List<String> BASES =
      List.of(
          """
          {"displayName": "train", "labels": {"team": "vision"}, "jobSpec": {
             "persistentResourceId": "gpus", "enableWebAccess": true,
             "workerPoolSpecs": [
               {"replicaCount": "1", "diskSpec": {"bootDiskSizeGb": 100},
                "machineSpec": {"machineType": "n1-standard-8", "acceleratorCount": 1,
                  "acceleratorType": "NVIDIA_TESLA_T4"},
                "containerSpec": {"imageUri": "i", "args": ["--a", "b"],
                  "env": [{"name": "A", "value": "b"}]}},
               {}],
             "scheduling": {"timeout": "3600s", "strategy": "SPOT"}}}
          """,
          """
          {"display_name": "train", "encryption_spec": {"kms_key_name": "k"}, "job_spec": {
             "worker_pool_specs": [
               {"replica_count": 2, "python_package_spec": {"package_uris": ["gs://b/p"]},
                "machine_spec": {"reservation_affinity": {
                  "reservation_affinity_type": "ANY_RESERVATION", "values": ["r"]}}}],
             "scheduling": {"max_wait_duration": "0s", "disable_retries": false},
             "psc_interface_config": {"dns_peering_configs": [{"domain": "d"}]}}}
          """,
          """
          {"displayName": "x", "jobSpec": {"workerPoolSpecs": [
             {"containerSpec": {"imageUri": "i"}}, {"nfsMounts": [{"server": "s"}]}]}}
          """);

  private static final List<String> NAMES =
      List.of("pythonPackageSpec", "container_spec", "labels", "foo", "@type", "[x]", "timeout");

  private record Try(
      Json.Obj document, SchemaWalk.Walked walked, Optional<CustomJob> byJsonFormat) {}

  private static List<Try> tries = List.of();

  @BeforeAll
  static void tryThem() {
    Mutations mutations = new Mutations(SEED, NAMES);
    List<Json.Obj> bases = BASES.stream().map(JsonFormatAgreementTest::parse).toList();
    tries =
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> mutations.of(bases.get(i % bases.size())))
            .map(JsonFormatAgreementTest::tried)
            .toList();
  }

  @Test
  void whatTheWalkTakesMeansTheSameToJsonFormat() {
    List<Try> taken = tries.stream().filter(t -> t.walked.problems().isEmpty()).toList();

    for (Try t : taken) {
      assertEquals(
          t.byJsonFormat, Optional.of(CustomJobs.read(t.walked.taken())), t.document::toString);
    }
    assertTrue(taken.size() > DOCUMENTS / 10, () -> taken.size() + " are too few to say so");
  }

  @Test
  void whatJsonFormatRefusesTheWalkRefuses() {
    List<Try> refused = tries.stream().filter(t -> t.byJsonFormat.isEmpty()).toList();

    for (Try t : refused) {
      assertTrue(!t.walked.problems().isEmpty(), t.document::toString);
    }
    assertTrue(refused.size() > DOCUMENTS / 10, () -> refused.size() + " are too few to say so");
  }

  @Test
  void theWalkIsStricterOnlyAboutTypesValuesAndSpellings() {
    Set<ProblemCode> stricter = EnumSet.noneOf(ProblemCode.class);
    tries.stream()
        .filter(t -> t.byJsonFormat.isPresent())
        .flatMap(t -> t.walked.problems().stream())
        .map(Problem::code)
        .forEach(stricter::add);

    assertEquals(
        EnumSet.of(
            ProblemCode.WRONG_TYPE, ProblemCode.UNKNOWN_VALUE, ProblemCode.FIELD_IN_BOTH_SPELLINGS),
        stricter);
  }

  @Test
  void whateverIsWrongTheRestCanBeRead() {
    for (Try t : tries) {
      CustomJob read = CustomJobs.read(t.walked.taken());
      assertEquals(
          read,
          CustomJobs.read(SchemaWalk.walk(t.walked.taken(), CustomJob.getDescriptor()).taken()));
    }
  }

  @Test
  void whateverIsWrongTheRulesCanBeAppliedToTheRest() {
    JobSchema schema = new JobSchema("us-central1");
    for (Try t : tries) {
      List<Problem> told = schema.check(t.document).problems();
      assertEquals(t.walked.problems(), told.subList(0, t.walked.problems().size()));
    }
  }

  private static Try tried(Json.Obj document) {
    return new Try(
        document,
        SchemaWalk.walk(document, CustomJob.getDescriptor()),
        byJsonFormat(JobMessages.withoutOutputOnly(document)));
  }

  private static Optional<CustomJob> byJsonFormat(Json.Obj document) {
    CustomJob.Builder job = CustomJob.newBuilder();
    try {
      JsonFormat.parser().merge(JsonText.of(document), job);
      return Optional.of(job.build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static Json.Obj parse(String text) {
    return SpecParser.parse(text.getBytes(UTF_8)).document().orElseThrow();
  }
}
