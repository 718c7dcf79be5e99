package dev.slipway.storage;

import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Leases;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Leases under {@code leases/}: empty objects whose metadata tell the {@code holder} (absent when
 * free), how long it {@code runsFor} (ISO 8601) and when its holder last did the {@code
 * housekeeping} (RFC 3339; absent for never), so that one call reads one.
 */
public final class BucketLeases implements Leases {

  private static final String HOLDER = "holder";
  private static final String RUNS_FOR = "runsFor";
  private static final String HOUSEKEEPING = "housekeeping";

  private static final byte[] EMPTY = new byte[0];
  private static final Lease FREE = new Lease("", Duration.ZERO, Instant.EPOCH);

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The leases in a bucket.
   *
   * @param store the state bucket, without patience for writes that come too often: see {@link
   *     GoogleObjectStore#impatient}
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketLeases(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public Optional<Versioned<Lease>> read(String resource) {
    return store.find(StateNames.lease(resource)).map(object -> object.keep(decode(object)));
  }

  @Override
  public Optional<Versioned<Lease>> write(
      String resource, Lease lease, Optional<Versioned<Lease>> old) {
    NewObject object =
        new NewObject(
            StateNames.lease(resource),
            NewObject.TEXT,
            new MetadataWriter()
                .text(HOLDER, lease.holder())
                .text(RUNS_FOR, lease.runsFor().toString())
                .timeUnless(HOUSEKEEPING, lease.housekeeping(), Instant.EPOCH)
                .done());
    return writes
        .attempt(object, EMPTY, old.map(Versioned::generation))
        .written()
        .map(written -> written.keep(lease));
  }

  /** One that cannot be read counts as free: no safety rests on it, and it is then overwritten. */
  private static Lease decode(StoredObject object) {
    MetadataReader reader = new MetadataReader(object.metadata());
    try {
      return new Lease(
          reader.text(HOLDER),
          Duration.parse(reader.required(RUNS_FOR)),
          reader.timeOr(HOUSEKEEPING, Instant.EPOCH));
    } catch (UnreadableObject | DateTimeException e) {
      return FREE;
    }
  }
}
