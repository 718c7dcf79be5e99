package dev.slipway.storage;

import dev.slipway.dispatch.Status;

/** The status document: how it is written. */
public interface StatusCodec {

  /** A status as a JSON object. */
  String write(Status status);

  /**
   * The status that a document tells.
   *
   * @throws RuntimeException of any kind when it is none, or one of a newer version
   */
  Status read(String json);
}
