package dev.slipway.emulator.storage;

import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.slipway.emulator.Journal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/**
 * An emulator with the bucket {@code specs}, and Google's own client, without retries, before it.
 */
final class StorageRig implements AutoCloseable {

  final StorageTestClock clock = new StorageTestClock();
  final Journal journal = new Journal();
  final StorageEmulator emulator;
  final Storage client;

  private StorageRig(double writesPerObjectPerSecond, StorageInterceptor interceptor) {
    emulator =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets("specs")
                .withClock(clock)
                .withWritesPerObjectPerSecond(writesPerObjectPerSecond),
            journal,
            interceptor);
    client =
        StorageOptions.newBuilder()
            .setHost(emulator.uri().toString())
            .setProjectId("p1")
            .setCredentials(NoCredentials.getInstance())
            .setRetrySettings(ServiceOptions.getNoRetrySettings())
            .build()
            .getService();
  }

  static StorageRig start() {
    return new StorageRig(0, StorageInterceptor.NONE);
  }

  static StorageRig withWriteLimit() {
    return new StorageRig(1, StorageInterceptor.NONE);
  }

  static StorageRig with(StorageInterceptor interceptor) {
    return new StorageRig(0, interceptor);
  }

  /** What the journal has, without facts: {@code what name}. */
  List<String> journaled() {
    return journal.entries().stream().map(entry -> entry.what() + " " + entry.name()).toList();
  }

  /** The journal's facts, entry by entry. */
  List<Map<String, String>> facts() {
    return journal.entries().stream().map(Journal.JournalEntry::facts).toList();
  }

  /** Asserts that a call is refused with this status and returns the message. */
  static String refused(int status, Executable call) {
    StorageException refusal = Assertions.assertThrows(StorageException.class, call);
    Assertions.assertEquals(status, refusal.getCode(), refusal::toString);
    return String.valueOf(refusal.getMessage());
  }

  @Override
  public void close() {
    try (emulator) {
      client.close();
    } catch (Exception e) {
      throw new AssertionError("The client cannot be closed", e);
    }
  }
}
