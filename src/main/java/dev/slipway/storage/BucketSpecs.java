package dev.slipway.storage;

import dev.slipway.dispatch.Specs;
import dev.slipway.dispatch.Submission;
import dev.slipway.spec.SpecParser;
import java.util.Optional;
import java.util.function.Function;

/** Specs in the buckets to which users upload them. Read only. */
public final class BucketSpecs implements Specs {

  private final Function<String, ObjectStore> buckets;

  /**
   * The specs in all buckets.
   *
   * @param buckets a bucket by its name
   */
  public BucketSpecs(Function<String, ObjectStore> buckets) {
    this.buckets = buckets;
  }

  @Override
  public Optional<SpecObject> live(String bucket, String object) {
    return buckets
        .apply(bucket)
        .find(object)
        .map(
            live ->
                new SpecObject(
                    new Submission(bucket, object, live.generation()),
                    live.size(),
                    live.created()));
  }

  /**
   * {@inheritDoc} Of one that is too large, one byte more than {@link SpecParser#LARGEST_BYTES} is
   * read, which is enough to refuse it.
   */
  @Override
  public Optional<byte[]> read(SpecObject spec) {
    Submission submission = spec.submission();
    return buckets
        .apply(submission.bucket())
        .read(submission.object(), submission.generation(), SpecParser.LARGEST_BYTES + 1);
  }
}
