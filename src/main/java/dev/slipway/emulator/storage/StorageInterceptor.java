package dev.slipway.emulator.storage;

import java.util.function.Function;

/** Stands before every call: may answer it alone, let it take effect, or change its answer. */
@FunctionalInterface
interface StorageInterceptor {

  /** Lets every call pass. */
  StorageInterceptor NONE = (request, next) -> next.apply(request);

  /**
   * Answers a call.
   *
   * @param request the call; never one the emulator does not know
   * @param next serves the call and returns its answer, errors included; it throws nothing
   */
  StorageAnswer answer(StorageRequest request, Function<StorageRequest, StorageAnswer> next);
}
