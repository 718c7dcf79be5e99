package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.emulator.storage.StorageEventType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every entry point does its work in every framework that is put around it. */
class FrameworkIT {

  private static final String SPEC =
      """
      {"displayName": "train", "jobSpec": {"workerPoolSpecs": [
        {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 1,
         "containerSpec": {"imageUri": "train"}}]}}
      """;

  private EmulatedCloud cloud;

  @BeforeEach
  void start() {
    cloud = EmulatedCloud.start();
  }

  @AfterEach
  void stop() throws Exception {
    cloud.close();
  }

  @ParameterizedTest
  @EnumSource
  void cloudEventsAreLaunched(Framework framework) throws Exception {
    try (DeployedFunction function =
        DeployedFunction.start(cloud.variables(), LaunchFunction.class, framework)) {
      cloud.storage().deliverTo(EmulatedCloud.SPECS, StorageEventType.FINALIZED, function.uri());

      cloud.upload("uploaded.json", SPEC);
      cloud.awaitEvents();

      assertEquals(List.of("train"), cloud.created());
    }
  }

  @ParameterizedTest
  @EnumSource
  void pushesAreLaunched(Framework framework) throws Exception {
    try (DeployedFunction function =
        DeployedFunction.start(cloud.variables(), PushFunction.class, framework)) {
      long generation = cloud.upload("pushed.json", SPEC);

      assertEquals(204, push(function.uri(), notification("pushed.json", generation)).statusCode());
      assertEquals(List.of("train"), cloud.created());

      HttpResponse<String> got = send(HttpRequest.newBuilder(function.uri()).GET());
      assertEquals(405, got.statusCode());
      assertEquals("Events are taken by POST only.\n", got.body());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStatusPageIsShown(Framework framework) throws Exception {
    try (DeployedFunction function =
        DeployedFunction.start(cloud.variables(), StatusFunction.class, framework)) {
      HttpResponse<String> page = send(HttpRequest.newBuilder(function.uri()).GET());

      assertEquals(200, page.statusCode());
      assertTrue(page.body().startsWith("<!DOCTYPE html>"), page.body());
    }
  }

  private static HttpResponse<String> push(URI uri, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String notification(String object, long generation) {
    return """
    {"subscription": "projects/slipway-local/subscriptions/uploads",
     "message": {"messageId": "1", "publishTime": "%s", "data": "e30=",
      "attributes": {"eventType": "OBJECT_FINALIZE", "payloadFormat": "JSON_API_V1",
       "notificationConfig": "projects/_/buckets/slipway-specs/notificationConfigs/1",
       "bucketId": "%s", "objectId": "%s", "objectGeneration": "%d"}}}
    """
        .formatted(Instant.now(), EmulatedCloud.SPECS, object, generation);
  }
}
