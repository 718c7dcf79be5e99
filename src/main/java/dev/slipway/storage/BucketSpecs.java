package dev.slipway.storage;

import dev.slipway.dispatch.SpecFilter;
import dev.slipway.dispatch.Specs;
import dev.slipway.dispatch.Submission;
import dev.slipway.spec.SpecParser;
import java.util.Optional;
import java.util.function.Function;

/** Specs in the buckets to which users upload them. Read only. */
public final class BucketSpecs implements Specs {

  /** How many objects one call lists. */
  private static final int PAGE = 999;

  private final Function<String, ObjectStore> buckets;
  private final SpecFilter filter;

  /**
   * The specs in all buckets.
   *
   * @param buckets a bucket by its name
   * @param filter tells the spec bucket, and which of its objects are specs
   */
  public BucketSpecs(Function<String, ObjectStore> buckets, SpecFilter filter) {
    this.buckets = buckets;
    this.filter = filter;
  }

  @Override
  public Optional<SpecObject> live(String bucket, String object) {
    ObjectStore store = buckets.apply(bucket);
    Optional<StoredObject> found = store.find(object);
    if (found.isEmpty()) {
      // A bucket that is gone, for as long as it can be restored, looks the same; listing tells it.
      var unused = store.page(object, "", 1);
    }
    return found.map(live -> spec(bucket, live));
  }

  @Override
  public Page page(String from) {
    String bucket = filter.bucket();
    ObjectStore.Page page = buckets.apply(bucket).page(filter.prefix(), from, PAGE);
    return new Page(
        page.objects().stream()
            .filter(object -> filter.whyNot(bucket, object.name()).isEmpty())
            .map(object -> spec(bucket, object))
            .toList(),
        bucket,
        page.next());
  }

  private static SpecObject spec(String bucket, StoredObject live) {
    return new SpecObject(
        new Submission(bucket, live.name(), live.generation()), live.size(), live.created());
  }

  /**
   * {@inheritDoc} Of one that is too large, one byte more than {@link SpecParser#LARGEST_BYTES} is
   * read, which is enough to refuse it.
   */
  @Override
  public Optional<byte[]> read(Submission spec) {
    try {
      return buckets
          .apply(spec.bucket())
          .read(spec.object(), spec.generation(), SpecParser.LARGEST_BYTES + 1);
    } catch (ContentRefused e) {
      throw new NotReadable(String.valueOf(e.getMessage()), e);
    }
  }
}
