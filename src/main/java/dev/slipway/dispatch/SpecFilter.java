package dev.slipway.dispatch;

import java.util.List;
import java.util.Optional;

/**
 * Which objects are specs.
 *
 * @param bucket the spec bucket
 * @param prefix with which their names begin; empty for all
 * @param suffixes of which their names end in one; none for all
 */
public record SpecFilter(String bucket, String prefix, List<String> suffixes) {
  public SpecFilter {
    suffixes = List.copyOf(suffixes);
  }

  /** Why an object is no spec; empty when it is one. */
  public Optional<String> whyNot(String objectBucket, String object) {
    if (!objectBucket.equals(bucket)) {
      return Optional.of(
          "bucket \"%s\" is not the spec bucket \"%s\"".formatted(objectBucket, bucket));
    }
    if (!object.startsWith(prefix)) {
      return Optional.of("object \"%s\" is not under \"%s\"".formatted(object, prefix));
    }
    if (!suffixes.isEmpty() && suffixes.stream().noneMatch(object::endsWith)) {
      return Optional.of(
          "object \"%s\" does not end in %s".formatted(object, String.join(" or ", suffixes)));
    }
    return Optional.empty();
  }
}
