package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a call that failed. */
final class CallFailedTest {

  @Test
  void itTellsTheCallThePlaceAndTheAnswer() {
    StorageCallException failed = failed("write", new StorageException(503, "try again"));
    assertEquals(
        List.of("Cloud Storage: write gs://state/queue/a: 503 try again", "state", "queue/a"),
        List.of(String.valueOf(failed.getMessage()), failed.bucket(), failed.object()));
  }

  @Test
  void whatIsNoAnswerIsToldInItsOwnWords() {
    assertEquals(
        "Cloud Storage: read gs://state/queue/a: connection reset",
        failed("read", new IOException("connection reset")).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "401, NO_CREDENTIALS",
    "403, FORBIDDEN",
    "404, NO_BUCKET",
    "400, OTHER",
    "503, OTHER",
  })
  void theCodeSaysWhy(int code, StorageCallException.FailureKind why) {
    assertEquals(why, failed("find", new StorageException(code, "no")).why());
  }

  @Test
  void credentialsThatAreNotAcceptedFailBeforeAnythingIsAsked() {
    IOException expired = new IOException("Error getting access token for metadata server");
    assertEquals(StorageCallException.FailureKind.NO_CREDENTIALS, failed("find", expired).why());
    assertEquals(
        StorageCallException.FailureKind.NO_CREDENTIALS,
        failed("find", new StorageException(0, "failed", new IOException("I/O", expired))).why());
    assertEquals(
        StorageCallException.FailureKind.OTHER, failed("find", new IOException("no access")).why());
  }

  @ParameterizedTest
  @CsvSource({
    "find, storage.objects.get",
    "read, storage.objects.get",
    "list, storage.objects.list",
    "write, storage.objects.create",
    "delete, storage.objects.delete",
    "listNotifications, storage.buckets.get",
    "testIamPermissions, testIamPermissions",
  })
  void thePermissionIsThatOfTheCall(String call, String permission) {
    assertEquals(permission, failed(call, new StorageException(403, "no")).permission());
  }

  @Test
  void aPermissionThatTheAnswerNamesIsToldInstead() {
    assertEquals(
        "storage.objects.update",
        failed("write", new StorageException(403, "you do not have storage.objects.update access"))
            .permission());
  }

  private static StorageCallException failed(String call, Exception cause) {
    return StorageCallException.of(call, "state", "queue/a", cause);
  }
}
