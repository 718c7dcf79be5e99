package dev.slipway.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.port.Schema.Checked;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Located;
import dev.slipway.spec.PolicyFact;
import dev.slipway.spec.PolicyFacts;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtoSchemaTest {

  @Test
  void aSpecIsReadWithEverythingThatDecides() {
    Checked checked =
        check(
            """
            {"displayName": "train", "labels": {"team": "vision"},
             "encryptionSpec": {"kmsKeyName": "key"},
             "jobSpec": {
               "persistentResourceId": "gpus",
               "serviceAccount": "a@p1", "network": "projects/1/global/networks/n",
               "workerPoolSpecs": [
                 {"replicaCount": "3",
                  "machineSpec": {"machineType": "a2-highgpu-1g", "acceleratorCount": 1,
                    "acceleratorType": "NVIDIA_TESLA_A100", "gpuPartitionSize": "1g.10gb",
                    "tpuTopology": "2x2",
                    "reservationAffinity": {"reservationAffinityType": "SPECIFIC_RESERVATION",
                      "key": "k", "values": ["r"]}},
                  "diskSpec": {"bootDiskType": "pd-standard", "bootDiskSizeGb": 200}}]}}
            """);

    Shape shape =
        new Shape(
            "a2-highgpu-1g",
            "NVIDIA_TESLA_A100",
            1,
            "1g.10gb",
            "2x2",
            new ReservationAffinity("SPECIFIC_RESERVATION", "k", List.of("r")),
            "pd-standard",
            200);
    assertEquals(
        new Checked(
            new JobSpec(
                "train",
                "gpus",
                Map.of("team", "vision"),
                new Requirements(
                    List.of(new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(shape, 3))),
                    "projects/1/global/networks/n",
                    "key",
                    "a@p1",
                    Spelling.CAMEL),
                new PolicyFacts(
                    List.of(new Located<>("jobSpec.workerPoolSpecs[0].containerSpec.imageUri", "")),
                    new Located<>("jobSpec.serviceAccount", "a@p1"),
                    new Located<>("encryptionSpec.kmsKeyName", "key"),
                    List.of(
                        new PolicyFact(
                            PolicyFact.Kind.NETWORK,
                            new Located<>("jobSpec.network", "projects/1/global/networks/n"))),
                    new Located<>("jobSpec.workerPoolSpecs", 3L),
                    new Located<>("jobSpec.workerPoolSpecs", 12L),
                    new Located<>("jobSpec.scheduling.timeout", Optional.empty()))),
            List.of(),
            List.of()),
        checked);
  }

  @Test
  void whatIsAbsentIsEmptyAndPoolsLeftEmptyKeepTheirPlace() {
    Checked checked =
        check(
            """
            {"display_name": "train", "job_spec": {"worker_pool_specs": [
               {"machine_spec": {"machine_type": "n1-standard-4",
                  "reservation_affinity": {"reservation_affinity_type": "TYPE_UNSPECIFIED"}}},
               {},
               {"machine_spec": {"machine_type": "n1-highcpu-16"}, "replica_count": 0}]}}
            """);

    assertEquals(
        new JobSpec(
            "train",
            "",
            Map.of(),
            new Requirements(
                List.of(
                    new WorkerPool(
                        "job_spec.worker_pool_specs[0]", new Demand(Shape.of("n1-standard-4"), 1)),
                    new WorkerPool(
                        "job_spec.worker_pool_specs[2]", new Demand(Shape.of("n1-highcpu-16"), 1))),
                "",
                "",
                "",
                Spelling.SNAKE),
            new PolicyFacts(
                List.of(
                    new Located<>("job_spec.worker_pool_specs[0].container_spec.image_uri", ""),
                    new Located<>("job_spec.worker_pool_specs[2].container_spec.image_uri", "")),
                new Located<>("job_spec.service_account", ""),
                new Located<>("encryption_spec.kms_key_name", ""),
                List.of(),
                new Located<>("job_spec.worker_pool_specs", 2L),
                new Located<>("job_spec.worker_pool_specs", 0L),
                new Located<>("job_spec.scheduling.timeout", Optional.empty()))),
        checked.spec());
  }

  @Test
  void whatIsRightIsReadAlthoughTheRestIsWrong() {
    Checked checked =
        check(
            """
            {"displayName": 5, "jobSpec": {"serviceAccount": "a@p1", "workerPoolSpecs": [
               null,
               {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "two"}]}}
            """);

    assertEquals(
        new Requirements(
            List.of(
                new WorkerPool(
                    "jobSpec.workerPoolSpecs[1]", new Demand(Shape.of("n1-standard-4"), 1))),
            "",
            "",
            "a@p1",
            Spelling.CAMEL),
        checked.spec().requirements());
    assertEquals(
        List.of(ProblemCode.WRONG_TYPE, ProblemCode.NULL_IN_LIST, ProblemCode.NOT_A_WHOLE_NUMBER),
        checked.problems().stream().map(Problem::code).toList());
  }

  @Test
  void anEmptyDocumentAsksForNothing() {
    assertEquals(
        new Checked(
            new JobSpec(
                "",
                "",
                Map.of(),
                new Requirements(List.of(), "", "", "", Spelling.CAMEL),
                new PolicyFacts(
                    List.of(),
                    new Located<>("jobSpec.serviceAccount", ""),
                    new Located<>("encryptionSpec.kmsKeyName", ""),
                    List.of(),
                    new Located<>("jobSpec.workerPoolSpecs", 0L),
                    new Located<>("jobSpec.workerPoolSpecs", 0L),
                    new Located<>("jobSpec.scheduling.timeout", Optional.empty()))),
            List.of(),
            List.of()),
        check("{}"));
  }

  private static Checked check(String spec) {
    return new ProtoSchema().check(SpecParser.parse(spec.getBytes(UTF_8)).document().orElseThrow());
  }
}
