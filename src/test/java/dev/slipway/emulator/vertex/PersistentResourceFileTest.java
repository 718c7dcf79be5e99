package dev.slipway.emulator.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistentResourceFileTest {

  private static final String MINIMAL =
      """
      {"name": "rig", "resourcePools": [
        {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "2"}]}\
      """;

  @Test
  void defaultsAreFilledInAsTheApiDoes() throws InvalidProtocolBufferException {
    String json =
        """
        {"name": "rig", "resourcePools": [
          {"machineSpec": {"machineType": "n1-highmem-2", "acceleratorType": "NVIDIA_TESLA_T4",
                           "acceleratorCount": 1},
           "autoscalingSpec": {"minReplicaCount": "1", "maxReplicaCount": "4"}},
          {"machineSpec": {"machineType": "a4-highgpu-8g"}, "replicaCount": "2"},
          {"machineSpec": {"machineType": "a4-highgpu-8g"}, "replicaCount": "3",
           "diskSpec": {"bootDiskType": "pd-standard"}}]}\
        """;

    assertEquals(
        List.of(
            message(
                """
                {"name": "rig", "displayName": "rig", "state": "RUNNING", "resourcePools": [
                  {"id": "n1-highmem-2-nvidia-tesla-t4-1", "replicaCount": "1",
                   "machineSpec": {"machineType": "n1-highmem-2", "acceleratorCount": 1,
                                   "acceleratorType": "NVIDIA_TESLA_T4"},
                   "autoscalingSpec": {"minReplicaCount": "1", "maxReplicaCount": "4"},
                   "diskSpec": {"bootDiskType": "pd-ssd", "bootDiskSizeGb": 100}},
                  {"id": "a4-highgpu-8g", "replicaCount": "2",
                   "machineSpec": {"machineType": "a4-highgpu-8g"},
                   "diskSpec": {"bootDiskType": "hyperdisk-balanced", "bootDiskSizeGb": 100}},
                  {"id": "a4-highgpu-8g-2", "replicaCount": "3",
                   "machineSpec": {"machineType": "a4-highgpu-8g"},
                   "diskSpec": {"bootDiskType": "pd-standard", "bootDiskSizeGb": 100}}]}\
                """)),
        PersistentResourceFile.parse(json));
  }

  @Test
  void oneAListAndAnAnswerOfTheApiAreTheSame() {
    List<PersistentResource> one = PersistentResourceFile.parse(MINIMAL);

    assertEquals(one, PersistentResourceFile.parse("[" + MINIMAL + "]"));
    assertEquals(one, PersistentResourceFile.parse("{\"persistentResources\": [" + MINIMAL + "]}"));
  }

  @Test
  void everyErrorSaysWhereItIs() {
    assertWrong(
        "[1]: resourcePools: at least one is required", "[" + MINIMAL + ", {\"name\": \"b\"}]");
    assertWrong(
        "persistent resource: name: 'Rig' is no ID ([a-z]([a-z0-9-]{0,61}[a-z0-9])?)",
        MINIMAL.replace("rig", "Rig"));
    assertWrong(
        "persistent resource: resourcePools[0].replicaCount: without autoscalingSpec it must be at"
            + " least 1",
        MINIMAL.replace("\"2\"", "\"0\""));
    assertWrong(
        "persistent resource: resourcePools[0].autoscalingSpec: minReplicaCount (0) must be at"
            + " least 1 and less than maxReplicaCount (3)",
        MINIMAL.replace(
            "\"replicaCount\": \"2\"", "\"autoscalingSpec\": {\"maxReplicaCount\": 3}"));
    assertWrong(
        "persistent resource: resourcePools[0].replicaCount: 2 is not between minReplicaCount (3)"
            + " and maxReplicaCount (4)",
        MINIMAL.replace(
            "\"2\"",
            "\"2\", \"autoscalingSpec\": {\"minReplicaCount\": 3, \"maxReplicaCount\": 4}"));
    assertWrong(
        "persistent resource: Cannot find field: pools in message"
            + " google.cloud.aiplatform.v1.PersistentResource",
        "{\"pools\": []}");
    assertWrong("persistentResources: a list is expected", "{\"persistentResources\": {}}");
    assertWrong("not JSON at line 2 column 76", MINIMAL + "{}");
    assertWrong("not JSON at line 1 column 2", "// mine\n" + MINIMAL);
    assertWrong("not JSON at line 1 column 2", "{");
  }

  @Test
  void aFileIsNamedInItsErrors(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("pools.json");
    Files.writeString(file, "{\"name\": \"rig\"}");
    assertEquals(
        file + ": persistent resource: resourcePools: at least one is required",
        assertThrows(IllegalArgumentException.class, () -> PersistentResourceFile.load(file))
            .getMessage());

    Path missing = directory.resolve("none.json");
    assertEquals(
        missing + ": cannot be read: java.nio.file.NoSuchFileException: " + missing,
        assertThrows(IllegalArgumentException.class, () -> PersistentResourceFile.load(missing))
            .getMessage());
  }

  @Test
  void aFileIsRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("pools.json"), MINIMAL);

    assertEquals(PersistentResourceFile.parse(MINIMAL), PersistentResourceFile.load(file));
  }

  private static void assertWrong(String message, String json) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> PersistentResourceFile.parse(json))
            .getMessage());
  }

  private static PersistentResource message(String json) throws InvalidProtocolBufferException {
    PersistentResource.Builder resource = PersistentResource.newBuilder();
    JsonFormat.parser().merge(json, resource);
    return resource.build();
  }
}
