package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The object {@code control/deployment}: which deployment a state bucket belongs to, as metadata.
 * Two deployments on one bucket would end each other's submissions.
 */
public final class BucketOwner {

  private static final String PROJECT = "project";
  private static final String LOCATION = "location";
  private static final String SPEC_BUCKET = "specbucket";
  private static final byte[] EMPTY = new byte[0];

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The owner of a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketOwner(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  /**
   * The deployment that the bucket belongs to; empty when none has claimed it yet.
   *
   * @throws RetryLater when the bucket does not answer, or the object cannot be read
   */
  public Optional<StateOwner> find() {
    return store.find(StateNames.DEPLOYMENT).map(this::read);
  }

  /**
   * The deployment that the bucket belongs to, which is this one if none has claimed it yet.
   *
   * @throws RetryLater when the bucket does not answer, or the object cannot be read
   */
  public StateOwner claim(StateOwner mine) {
    return find().or(() -> write(mine)).or(this::find).orElseThrow(this::cameAndWent);
  }

  private Optional<StateOwner> write(StateOwner mine) {
    Map<String, String> metadata =
        new MetadataWriter()
            .text(PROJECT, mine.project())
            .text(LOCATION, mine.location())
            .text(SPEC_BUCKET, mine.specBucket())
            .done();
    return writes
        .write(
            new NewObject(StateNames.DEPLOYMENT, NewObject.TEXT, metadata), EMPTY, Optional.empty())
        .map(written -> mine);
  }

  private StateOwner read(StoredObject object) {
    MetadataReader metadata = new MetadataReader(object.metadata());
    return UnreadableObject.orRetryLater(
        store.address(object.name()),
        () ->
            new StateOwner(
                metadata.required(PROJECT),
                metadata.required(LOCATION),
                metadata.required(SPEC_BUCKET)));
  }

  private RetryLater cameAndWent() {
    String message = store.address(StateNames.DEPLOYMENT) + " was created and deleted meanwhile";
    return new RetryLater(message, new IllegalStateException(message));
  }
}
