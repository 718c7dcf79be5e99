package dev.slipway.storage;

import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.problem.Problem;
import dev.slipway.spec.SpecParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Specs in the buckets to which users upload them. Read only. */
public final class BucketSpecs implements Specs {

  /** How many objects one call lists. */
  private static final int PAGE = 999;

  private static final int MOST_BYTES = SpecParser.LARGEST_BYTES + 1;

  /** With what a gzip file begins (RFC 1952). */
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

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
  public SpecPage page(String from) {
    String bucket = filter.bucket();
    ObjectStore.ObjectPage page = buckets.apply(bucket).page(filter.prefix(), from, PAGE);
    return new SpecPage(
        page.objects().stream()
            .filter(object -> isMeantAsSpec(bucket, object.name()))
            .map(object -> spec(bucket, object))
            .toList(),
        bucket,
        page.next());
  }

  private boolean isMeantAsSpec(String bucket, String object) {
    return filter.whyNot(bucket, object).isEmpty() || filter.nearMiss(bucket, object).isPresent();
  }

  @Override
  public Optional<Problem> misnamed(Submission spec) {
    return filter.nearMiss(spec.bucket(), spec.object());
  }

  private static SpecObject spec(String bucket, StoredObject live) {
    return new SpecObject(
        new Submission(bucket, live.name(), live.generation()), live.size(), live.created());
  }

  /**
   * {@inheritDoc} Of one that is too large, one byte more than {@link SpecParser#LARGEST_BYTES} is
   * read, which is enough to refuse it. One that is stored compressed is unpacked, as far.
   */
  @Override
  public Optional<byte[]> read(Submission spec) {
    try {
      return buckets
          .apply(spec.bucket())
          .read(spec.object(), spec.generation(), MOST_BYTES)
          .map(BucketSpecs::unpacked);
    } catch (ContentRefused e) {
      throw new NotReadable(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What {@code gcloud storage cp --gzip-local} stores has {@code Content-Encoding: gzip}. Cloud
   * Storage unpacks it only for clients that do not say they accept gzip
   * (https://cloud.google.com/storage/docs/transcoding); Google's Java client says so, and gives
   * the bytes as they are stored. Neither JSON nor YAML begins as gzip does.
   */
  private static byte[] unpacked(byte[] stored) {
    if (stored.length < 2 || stored[0] != GZIP[0] || stored[1] != GZIP[1]) {
      return stored;
    }
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return content.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      return stored; // The spec's reader says what it looks like.
    }
  }
}
