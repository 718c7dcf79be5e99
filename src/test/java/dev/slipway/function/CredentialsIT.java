package dev.slipway.function;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import dev.slipway.emulator.storage.StorageEventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way to the real Vertex AI, which emulators are spared: TLS, and the credentials of a service
 * account. The bundle leaves out many jars, none of which this may need.
 */
class CredentialsIT {

  private static final String SPEC =
      """
      {"displayName": "by-key", "jobSpec": {"workerPoolSpecs": [{
        "machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "1",
        "containerSpec": {"imageUri": "train"}}]}}\
      """;

  @Test
  void aJobIsLaunchedOverTlsWithTheKeyOfAServiceAccount(@TempDir Path folder) throws Exception {
    EmulatedCloud cloud = EmulatedCloud.start();
    Path keys = folder.resolve("keys.p12");
    try (TlsTunnel tunnel = TlsTunnel.open(cloud.vertex().port(), keys)) {
      Map<String, String> variables = new HashMap<>(cloud.variables());
      variables.put("SLIPWAY_VERTEX_ENDPOINT", tunnel.endpoint());
      variables.put("GOOGLE_APPLICATION_CREDENTIALS", serviceAccount(folder).toString());
      variables.put("JAVA_TOOL_OPTIONS", tunnel.options(keys, folder.resolve("hosts")));
      DeployedFunction function = DeployedFunction.start(variables);
      try {
        cloud.storage().deliverTo(EmulatedCloud.SPECS, StorageEventType.FINALIZED, function.uri());
        cloud.upload("by-key.json", SPEC);
        cloud.awaitEvents();
        assertEquals(List.of("by-key"), cloud.created());
      } finally {
        function.close();
      }
    } finally {
      cloud.close();
    }
  }

  /** A key that no service account has: nobody checks it. */
  private static Path serviceAccount(Path folder) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    JsonObject account = new JsonObject();
    account.addProperty("type", "service_account");
    account.addProperty("project_id", "slipway-local");
    account.addProperty("private_key_id", "1");
    account.addProperty(
        "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    account.addProperty("client_email", "launcher@slipway-local.iam.gserviceaccount.com");
    account.addProperty("client_id", "1");
    account.addProperty("token_uri", "http://127.0.0.1:1/");
    return Files.writeString(folder.resolve("account.json"), account.toString());
  }
}
