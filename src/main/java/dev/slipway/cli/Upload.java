package dev.slipway.cli;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StorageCallException;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.WriteResult;
import java.util.Map;
import java.util.Optional;

/** A spec on its way into a bucket. A class, since records do not take arrays. */
final class Upload {

  private final String object;
  private final byte[] spec;

  private Upload(String object, byte[] spec) {
    this.object = object;
    this.spec = spec;
  }

  /** A spec to be uploaded under that name. */
  static Upload of(String object, byte[] spec) {
    return new Upload(object, spec);
  }

  /**
   * Uploads it, in place of what stands under its name.
   *
   * @throws Unavailable when that is not to be had: nothing answers, a permission is missing, or
   *     somebody else uploads the same at the same time
   */
  Submission to(Deployment deployment) {
    ObjectStore bucket = deployment.specs();
    WriteResult result =
        deployment.answered(
            () -> {
              // Whoever may only create, as Terraform's uploaders, may not look either.
              WriteResult first = write(bucket, Optional.empty());
              return first.written().isPresent() ? first : replace(bucket);
            });
    return result
        .written()
        .map(
            written ->
                new Submission(deployment.address().specs().bucket(), object, written.generation()))
        .orElseThrow(
            () ->
                new Unavailable(
                    object + " was uploaded by somebody else at the same time; try again",
                    new IllegalStateException(result.toString())));
  }

  private WriteResult replace(ObjectStore bucket) {
    try {
      return write(bucket, bucket.find(object).map(StoredObject::generation));
    } catch (StorageCallException e) {
      throw e.why() == StorageCallException.FailureKind.FORBIDDEN ? taken(bucket, e) : e;
    }
  }

  private Unavailable taken(ObjectStore bucket, StorageCallException why) {
    return new Unavailable(
        bucket.address(object)
            + " stands already, and you may not replace it: give yours another name with --as or"
            + " --prefix, or ask an operator to delete that one (you lack "
            + why.permission()
            + ")",
        why);
  }

  private WriteResult write(ObjectStore bucket, Optional<String> standing) {
    try {
      return bucket.write(new NewObject(object, contentType(), Map.of()), spec, standing);
    } catch (StorageCallException e) {
      // What replacing takes is checked before the condition.
      boolean isReplacing = e.permission().equals("storage.objects.delete");
      throw e.why() == StorageCallException.FailureKind.FORBIDDEN && isReplacing
          ? taken(bucket, e)
          : e;
    }
  }

  private String contentType() {
    return object.endsWith(".json") ? "application/json" : "application/yaml";
  }
}
