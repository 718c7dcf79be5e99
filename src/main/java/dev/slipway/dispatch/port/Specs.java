package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.problem.Problem;
import java.time.Instant;
import java.util.List;
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

  /**
   * Why an object is no spec although its name shows that it was meant as one; empty when it is
   * one.
   */
  default Optional<Problem> misnamed(Submission spec) {
    return Optional.empty();
  }

  /**
   * Live specs in the order of their names, those only that are or were meant as specs by their
   * names: one call, however many there are.
   *
   * @param from the name to begin at, which need not exist; empty for the first
   */
  SpecPage page(String from);

  /**
   * Part of all specs.
   *
   * @param specs in the order of their names
   * @param bucket whose they are
   * @param next the name that the next part begins at; empty when this was the last
   */
  record SpecPage(List<SpecObject> specs, String bucket, Optional<String> next) {
    public SpecPage {
      specs = List.copyOf(specs);
    }
  }

  /** There is an object, but its content will never be given. */
  final class NotReadable extends RetryLater {
    private static final long serialVersionUID = 1;

    /**
     * @param message which object, and why
     * @param cause what was thrown
     */
    public NotReadable(String message, Exception cause) {
      super(message, cause);
    }
  }

  /**
   * The content of exactly that generation; empty when it is gone.
   *
   * @throws NotReadable when it can be seen but not read, however often it is tried
   */
  Optional<byte[]> read(Submission spec);
}
