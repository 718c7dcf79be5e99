package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Leases.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BucketLeasesTest {

  private static final Lease OURS = new Lease("us", Duration.ofMillis(30_500), Instant.EPOCH);
  private static final Lease THEIRS = new Lease("them", Duration.ofSeconds(30), Instant.EPOCH);
  private static final Lease FREE = new Lease("", Duration.ZERO, Instant.EPOCH);

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Supplier<String> tokens = SampleRecords.tokens();
  private final Leases leases = new BucketLeases(bucket, tokens);

  @Test
  void noLeaseStandsAtFirst() {
    assertEquals(Optional.empty(), leases.read("pool-a"));
  }

  @Test
  void aLeaseIsReadAsItWasWritten() {
    Optional<Versioned<Lease>> written = leases.write("pool-a", OURS, Optional.empty());

    StoredObject live = bucket.find("leases/pool-a").orElseThrow();
    assertEquals(
        Optional.of(new Versioned<>(OURS, live.generation(), SampleRecords.NOON)), written);
    assertEquals(written, leases.read("pool-a"));
    assertEquals(Map.of("holder", "us", "runsFor", "PT30.5S", "token", "token-1"), live.metadata());
  }

  @Test
  void aFreeLeaseHasNoHolder() {
    Optional<Versioned<Lease>> held = leases.write("pool-a", OURS, Optional.empty());
    Optional<Versioned<Lease>> freed = leases.write("pool-a", FREE, held);

    assertEquals(FREE, freed.orElseThrow().value());
    assertEquals(freed, leases.read("pool-a"));
  }

  @Test
  void oneOfTwoTakesIt() {
    Optional<Versioned<Lease>> free = leases.write("pool-a", FREE, Optional.empty());
    Optional<Versioned<Lease>> theirs = leases.write("pool-a", THEIRS, free);

    assertEquals(Optional.empty(), leases.write("pool-a", OURS, free));
    assertEquals(Optional.empty(), leases.write("pool-a", OURS, Optional.empty()));
    assertEquals(theirs, leases.read("pool-a"));
  }

  @Test
  void leasesOfOtherResourcesAreOthers() {
    leases.write("pool-a", THEIRS, Optional.empty());

    assertEquals(OURS, leases.write("pool-b", OURS, Optional.empty()).orElseThrow().value());
  }

  @Test
  void aLeaseWrittenTooOftenIsNotOurs() {
    Leases refused = new BucketLeases(new ThrottledWrites(bucket, false), tokens);

    assertEquals(Optional.empty(), refused.write("pool-a", OURS, Optional.empty()));
  }

  @Test
  void aLostAnswerCountsAsDone() {
    Leases losingAnswers = new BucketLeases(new LostAnswers(bucket), tokens);
    Leases refusedAfter = new BucketLeases(new ThrottledWrites(bucket, true), tokens);

    Optional<Versioned<Lease>> first = losingAnswers.write("pool-a", OURS, Optional.empty());
    assertEquals(leases.read("pool-a"), first);
    assertEquals(OURS, first.orElseThrow().value());

    Optional<Versioned<Lease>> second = refusedAfter.write("pool-a", FREE, first);
    assertEquals(leases.read("pool-a"), second);
    assertEquals(FREE, second.orElseThrow().value());
  }

  @Test
  void aLeaseThatCannotBeReadIsFreeAndIsOverwritten() {
    bucket.write(
        new NewObject("leases/pool-a", NewObject.TEXT, Map.of("runsFor", "a while")),
        new byte[0],
        Optional.empty());

    Optional<Versioned<Lease>> broken = leases.read("pool-a");

    assertEquals(FREE, broken.orElseThrow().value());
    assertEquals(OURS, leases.write("pool-a", OURS, broken).orElseThrow().value());
  }
}
