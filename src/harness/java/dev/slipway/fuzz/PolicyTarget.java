package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.policy.Verdict;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.JobSchema;

/**
 * Policies: unreadable ones allow nothing, all others judge a spec that asks for whatever a policy
 * can rule.
 */
final class PolicyTarget {

  /** Each key of a policy can forbid it: {@link PolicyTargetTest}. */
  static final JobSpec SPEC =
      new JobSchema("us-central1")
          .check(
              SpecParser.parse(
                      """
                      {"displayName": "train", "labels": {"team": "vision", "cost-center": "cc-1234",
                         "slipway-priority": "7", "note": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"},
                       "encryptionSpec": {
                         "kmsKeyName": "projects/my-project/locations/us-central1/keyRings/r/cryptoKeys/k"},
                       "jobSpec": {
                         "serviceAccount": "trainer@my-project.iam.gserviceaccount.com",
                         "network": "projects/123456789012/global/networks/training",
                         "reservedIpRanges": ["training"],
                         "pscInterfaceConfig": {"networkAttachment": "training", "dnsPeeringConfigs": [
                           {"domain": "corp.internal.", "targetProject": "12", "targetNetwork": "n"}]},
                         "enableWebAccess": true, "enableDashboardAccess": true,
                         "baseOutputDirectory": {"outputUriPrefix": "gs://my-models/a/"},
                         "tensorboard": "projects/my-project/locations/us-central1/tensorboards/1",
                         "models": ["projects/other/locations/us-central1/models/1"],
                         "protectedArtifactLocationId": "us-central1",
                         "scheduling": {"timeout": "86401s"},
                         "workerPoolSpecs": [
                           {"replicaCount": 1, "machineSpec": {"machineType": "a2-highgpu-1g",
                              "acceleratorType": "NVIDIA_TESLA_A100", "acceleratorCount": 1},
                            "nfsMounts": [
                              {"server": "10.0.0.2", "path": "/datasets", "mountPoint": "a"}],
                            "lustreMounts": [{"instanceIp": "10.0.0.3", "filesystem": "fs",
                              "volumeHandle": "v", "mountPoint": "b"}],
                            "containerSpec": {
                              "imageUri": "us-docker.pkg.dev/my-project/training/net@sha256:aa"}},
                           {"replicaCount": 9, "machineSpec": {"machineType": "a9-newgpu-4g"},
                            "pythonPackageSpec": {"executorImageUri": "Evil.io:443/x:latest",
                              "packageUris": ["gs://my-packages/training/a.tar.gz"],
                              "pythonModule": "train"}}]}}
                      """
                          .getBytes(UTF_8))
                  .document()
                  .orElseThrow())
          .spec();

  private PolicyTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Policy.PolicyReading reading = Policy.parse(bytes);
    ProblemTextOracle.check(reading.problems());
    if (reading.policy().isPresent() != reading.problems().isEmpty()) {
      throw new AssertionError("either a policy or problems: " + reading.problems());
    }
    reading.policy().ifPresent(policy -> judge(policy, new Team.Folder("")));
    reading.policy().ifPresent(policy -> judge(policy, new Team.Folder("vision")));
    reading.policy().ifPresent(policy -> judge(policy, Team.MESSAGES));
  }

  private static void judge(Policy policy, Team team) {
    Verdict verdict = policy.check(SPEC, "training", team);
    ProblemTextOracle.check(verdict.problems());
    ProblemTextOracle.check(verdict.warnings());
    if (verdict.priority() < 0 || verdict.priority() > 7) {
      throw new AssertionError("7 asked for, granted " + verdict.priority());
    }
  }
}
