package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What stands in the bucket is nothing that this version of Slipway has written. */
final class UnreadableObject extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableObject(String message) {
    super(message);
  }

  UnreadableObject(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What a decoder makes of an object.
   *
   * @param address of the object
   * @throws RetryLater when the decoder throws: to go on as if the object were not there could
   *     launch a job twice, and one that was put right can be read
   */
  static <T> T orRetryLater(String address, Supplier<T> decoder) {
    return orElseThrow(address, decoder, RetryLater::new);
  }

  /** The same with an exception of the caller's choice, made of a message and a cause. */
  static <T> T orElseThrow(
      String address, Supplier<T> decoder, BiFunction<String, Exception, RetryLater> exception) {
    try {
      return decoder.get();
    } catch (RuntimeException e) {
      // Whatever the decoder finds wrong, of its own or from Gson: it is all the same from here.
      throw exception.apply(
          address
              + " cannot be read: "
              + e.getMessage()
              + ". If a newer version of Slipway wrote it, run that; if it was changed by hand, put"
              + " it right or delete it.",
          e);
    }
  }
}
