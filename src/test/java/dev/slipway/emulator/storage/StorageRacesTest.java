package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients on one object: preconditions decide. */
@Tag("thorough")
class StorageRacesTest {

  private static final int THREADS = 16;

  private final StorageRig rig = StorageRig.start();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
    rig.close();
  }

  @Test
  void exactlyOneOfManyCreatorsWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      BlobInfo info = BlobInfo.newBuilder("specs", "lease-" + round).build();
      CyclicBarrier together = new CyclicBarrier(THREADS);

      List<Boolean> won =
          inAllThreads(
              () -> {
                together.await();
                return written(info, "x", BlobTargetOption.doesNotExist());
              });

      assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
    }
  }

  @Test
  void countingByCompareAndSetLosesNothing() throws Exception {
    rig.client.create(BlobInfo.newBuilder("specs", "count").build(), "0".getBytes(UTF_8));

    inAllThreads(
        () -> {
          for (int i = 0; i < 5; i++) {
            increment();
          }
          return true;
        });

    assertEquals("80", rig.emulator.get("specs", "count").orElseThrow().content().text());
  }

  private void increment() {
    boolean done = false;
    while (!done) {
      Blob live = rig.client.get(BlobId.of("specs", "count"));
      String next = read(live);
      BlobInfo same =
          BlobInfo.newBuilder(BlobId.of("specs", "count", live.getGeneration())).build();
      done = !next.isEmpty() && written(same, next, BlobTargetOption.generationMatch());
    }
  }

  /** One more than that generation's count; empty if it was overwritten meanwhile. */
  private String read(Blob blob) {
    try {
      String count = new String(rig.client.readAllBytes(blob.getBlobId()), UTF_8);
      return Integer.toString(Integer.parseInt(count) + 1);
    } catch (StorageException e) {
      assertEquals(404, e.getCode());
      return "";
    }
  }

  private boolean written(BlobInfo info, String content, BlobTargetOption condition) {
    try {
      rig.client.create(info, content.getBytes(UTF_8), condition);
      return true;
    } catch (StorageException e) {
      assertEquals(412, e.getCode());
      return false;
    }
  }

  private <T> List<T> inAllThreads(Callable<T> task) throws Exception {
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      futures.add(threads.submit(task));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }
}
