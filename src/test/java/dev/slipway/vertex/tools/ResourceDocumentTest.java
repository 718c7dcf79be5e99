package dev.slipway.vertex.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceDocumentTest {

  private static final ResourceDocument TRAINING =
      new ResourceDocument(
          new PersistentResource(
              "training",
              ResourceState.RUNNING,
              List.of(new ResourcePool("cpu", Shape.of("n1-standard-4"), 4, OptionalLong.of(8), 3)),
              "",
              "",
              false,
              "",
              false),
          "us-central1");

  @Test
  void whatGcloudPrintsIsReadInJsonAndInYaml() {
    assertEquals(
        TRAINING,
        parse(
            """
            {"name": "projects/1/locations/us-central1/persistentResources/training",
             "createTime": "2026-11-01T09:00:00.000000Z",
             "resourcePools": [{"id": "cpu", "machineSpec": {"machineType": "n1-standard-4"},
               "replicaCount": "4", "usedReplicaCount": "3",
               "autoscalingSpec": {"minReplicaCount": "1", "maxReplicaCount": "8"}}],
             "state": "RUNNING"}
            """));
    assertEquals(
        TRAINING,
        parse(
            """
            createTime: '2026-11-01T09:00:00.000000Z'
            name: projects/1/locations/us-central1/persistentResources/training
            resourcePools:
            - autoscalingSpec:
                maxReplicaCount: '8'
                minReplicaCount: '1'
              id: cpu
              machineSpec:
                machineType: n1-standard-4
              replicaCount: '4'
              usedReplicaCount: '3'
            state: RUNNING
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"a\"} | it has no resourcePools",
        "{\"resourcePools\": []} | it has no name",
        "[] | it is a list of 0, not one persistent resource",
        "training | it is a text, not one persistent resource",
        "{\"name\": \"a\", \"name\": \"b\"} | name: stands more than once",
        "{\"name\": \"a\", \"state\": \"TIRED\"} | it is no persistent resource: Invalid enum"
            + " value: TIRED for enum type: google.cloud.aiplatform.v1.PersistentResource.State"
      })
  void anythingElseIsRefused(String document, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(document));
    assertEquals(why, refused.getMessage());
  }

  @Test
  void twoResourcesInOneFileAreNamedAsWhatTheyAre() {
    assertEquals(
        "it holds more than one persistent resource; keep one of them",
        assertThrows(
                IllegalArgumentException.class,
                () -> parse("name: a\nresourcePools: []\n---\nname: b\nresourcePools: []\n"))
            .getMessage());
  }

  private static ResourceDocument parse(String document) {
    return ResourceDocument.parse(document.getBytes(UTF_8));
  }
}
