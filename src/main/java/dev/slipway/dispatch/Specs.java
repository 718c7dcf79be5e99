package dev.slipway.dispatch;

import java.time.Instant;
import java.util.Optional;

/**
 * Port: the spec bucket, read only. Every method throws {@link RetryLater} when the bucket does not
 * answer.
 */
public interface Specs {

  /**
   * A live object.
   *
   * @param submission which
   * @param size in bytes
   * @param uploaded when, by the bucket's clock
   */
  record SpecObject(Submission submission, long size, Instant uploaded) {}

  /** The live generation of an object, whichever it is; empty when there is none. */
  Optional<SpecObject> live(String bucket, String object);

  /** The content of exactly that generation; empty when it is gone. */
  Optional<byte[]> read(SpecObject spec);
}
