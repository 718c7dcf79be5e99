package dev.slipway.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Policies.Current;
import dev.slipway.dispatch.port.Time;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.MemoryObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.StoredObject;
import dev.slipway.wiring.PolicyAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshingPolicyTest {

  private static final String ADDRESS = "gs://settings/policy.json";

  private final ManualTime time = new ManualTime();
  private int reads;
  private Supplier<Optional<byte[]>> source = () -> Optional.of("{}".getBytes(UTF_8));

  private final RefreshingPolicy policies =
      new RefreshingPolicy(
          ADDRESS,
          () -> {
            reads++;
            return source.get();
          },
          NamedContent.ANY,
          time);

  @Test
  void whatWasReadCountsForAMinute() {
    Current first = policies.current();
    time.pass(Duration.ofSeconds(59));
    assertEquals(first, policies.current());
    assertEquals(1, reads);

    time.pass(Duration.ofSeconds(1));
    assertTrue(policies.current().policy().isPresent());
    assertEquals(2, reads);
  }

  @Test
  void aPolicyDoesNotOutliveItsMinuteWhileTheMachineSleeps() {
    Current first = policies.current();
    time.sleep(Duration.ofSeconds(59));
    assertEquals(first, policies.current());

    time.sleep(Duration.ofSeconds(1));
    source = Optional::empty;
    assertEquals(Current.unreadable(ADDRESS + " does not exist"), policies.current());
  }

  @Test
  void whatCannotBeUsedIsReadAgainAfterFiveSeconds() {
    source = Optional::empty;
    Current missing = Current.unreadable(ADDRESS + " does not exist");
    assertEquals(missing, policies.current());

    source = () -> Optional.of("{}".getBytes(UTF_8));
    time.pass(Duration.ofMillis(4_999));
    assertEquals(missing, policies.current());
    time.pass(Duration.ofMillis(1));
    assertTrue(policies.current().policy().isPresent());
    assertEquals(2, reads);
  }

  @Test
  void aFailureDoesNotOutliveItsSecondsWhileTheMachineSleeps() {
    source = Optional::empty;
    assertTrue(policies.current().policy().isEmpty());

    source = () -> Optional.of("{}".getBytes(UTF_8));
    time.sleep(Duration.ofSeconds(5));
    assertTrue(policies.current().policy().isPresent());
  }

  @Test
  void aFailureIsGoodForAllWhoWaitedForItHoweverLongItTook() {
    source =
        () -> {
          time.pass(Duration.ofSeconds(31));
          throw new RetryLater("503 from storage", new IllegalStateException());
        };

    Set<Current> heard = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      heard.add(policies.current());
    }

    assertEquals(Set.of(Current.unreadable(ADDRESS + " cannot be read: 503 from storage")), heard);
    assertEquals(1, reads);
  }

  @Test
  void twentyWhoAskAtOnceShareOneReadThatFails() throws Exception {
    CountDownLatch here = new CountDownLatch(20);
    source =
        () -> {
          awaitAll(here);
          time.pass(Duration.ofSeconds(1));
          throw new RetryLater("503 from storage", new IllegalStateException());
        };

    assertEquals(
        Set.of(Current.unreadable(ADDRESS + " cannot be read: 503 from storage")),
        askedAtOnce(here));
    assertEquals(1, reads);
  }

  @Test
  void twentyWhoAskAtOnceShareOneReadThatSucceeds() throws Exception {
    CountDownLatch here = new CountDownLatch(20);
    source =
        () -> {
          awaitAll(here);
          time.pass(Duration.ofSeconds(59));
          return Optional.of("{}".getBytes(UTF_8));
        };

    Set<Current> heard = askedAtOnce(here);
    assertEquals(1, heard.size());
    assertTrue(heard.iterator().next().policy().isPresent());
    assertEquals(1, reads);
  }

  private Set<Current> askedAtOnce(CountDownLatch here) throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(20);
    try {
      Callable<Current> asker =
          () -> {
            here.countDown();
            return policies.current();
          };
      Set<Current> heard = new HashSet<>();
      for (Future<Current> each : askers.invokeAll(Collections.nCopies(20, asker))) {
        heard.add(each.get());
      }
      return heard;
    } finally {
      askers.shutdownNow();
    }
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPolicyThatTookAMinuteToReadIsTooOldToBeUsed() {
    source =
        () -> {
          time.pass(Duration.ofMinutes(1));
          return Optional.of("{}".getBytes(UTF_8));
        };

    Current slow = Current.unreadable(ADDRESS + " cannot be read: it took longer than a minute");
    assertEquals(slow, policies.current());
    assertEquals(slow, policies.current());
    assertEquals(1, reads);
  }

  @Test
  void aBugInReadingAllowsNothing() {
    source =
        () -> {
          throw new IllegalStateException("struck");
        };

    assertEquals(
        Current.unreadable(
            ADDRESS + " cannot be read because of a bug: java.lang.IllegalStateException: struck"),
        policies.current());
  }

  @Test
  void aPolicyThatWasGoodDoesNotOutliveItsMinuteWhenNobodyAnswers() {
    assertTrue(policies.current().policy().isPresent());
    source =
        () -> {
          throw new RetryLater("503 from storage", new IllegalStateException());
        };
    time.pass(Duration.ofMinutes(1));

    assertEquals(
        Current.unreadable(ADDRESS + " cannot be read: 503 from storage"), policies.current());
  }

  @Test
  void whatIsWrongWithItIsTold() {
    source = () -> Optional.of("{\"maxReplica\": 1, \"images\": 2}".getBytes(UTF_8));

    assertEquals(
        ADDRESS
            + " is not right: maxReplica: unknown key \"maxReplica\" in the policy, nearest known:"
            + " maxReplicas; images: 2 found in the policy, a list expected",
        policies.current().why());
  }

  @Test
  void aFileIsReadToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("policy.json");
    PolicyAddress address = new PolicyAddress(file.toString());
    assertEquals(Current.unreadable(file + " does not exist"), address.ofFile(time).current());

    Files.writeString(file, "{}");
    assertTrue(address.ofFile(time).current().policy().isPresent());
  }

  @Test
  void aFolderIsNoPolicy(@TempDir Path folder) {
    source =
        () -> {
          throw new UncheckedIOException(new IOException("Is a directory"));
        };
    assertEquals(
        ADDRESS + " cannot be read: java.io.IOException: Is a directory", policies.current().why());
    assertTrue(
        new PolicyAddress(folder.toString())
            .ofFile(time)
            .current()
            .why()
            .startsWith(folder + " cannot be read: "));
  }

  /** Such an object is named after its content by Terraform: a job's account may overwrite it. */
  @Test
  void otherBytesUnderANameThatTellsTheirHashAreNotUsed() {
    String object = "policy/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.json";
    MemoryObjectStore bucket =
        new MemoryObjectStore("settings", InstantSource.system(), new Random(1));
    PolicyAddress address = new PolicyAddress("gs://settings/" + object);

    put(bucket, object, "{}");
    assertTrue(address.current(name -> bucket).policy().isPresent());

    put(bucket, object, "{ }");
    assertEquals(
        "gs://settings/"
            + object
            + " holds other bytes than its name says: their SHA-256 is"
            + " 257c1be96ae69f4b01c2c69bdb6d78605f59175819fb007d0bf245bf48444c4a; put the policy"
            + " back, or write this one under its own name",
        address.current(name -> bucket).why());
  }

  @Test
  void thatThereIsNoPolicyIsSaidUnlessItIsStated() {
    assertEquals(
        Optional.of(Problem.of(ProblemCode.NO_POLICY, "")), new PolicyAddress("").notice());
    for (String stated : List.of("none", "gs://settings/policy.json", "policy.json")) {
      assertEquals(Optional.empty(), new PolicyAddress(stated).notice());
    }
    assertEquals(
        Current.of(Policy.ALLOW_ALL),
        new PolicyAddress("none")
            .current(
                bucket -> {
                  throw new AssertionError(bucket);
                }));
  }

  private static void put(MemoryObjectStore bucket, String object, String content) {
    var unused =
        bucket.write(
            new NewObject(object, "application/json", Map.of()),
            content.getBytes(UTF_8),
            bucket.find(object).map(StoredObject::generation));
  }

  private static final class ManualTime implements Time {
    private Duration elapsed = Duration.ZERO;
    private Duration asleep = Duration.ZERO;

    void pass(Duration time) {
      elapsed = elapsed.plus(time);
    }

    /** The clock that never jumps stands still meanwhile. */
    void sleep(Duration time) {
      asleep = asleep.plus(time);
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plus(elapsed).plus(asleep);
    }

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    @Override
    public void pause(Duration time) {
      pass(time);
    }
  }
}
