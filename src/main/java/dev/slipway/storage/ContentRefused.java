package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;

/**
 * Cloud Storage shows an object, but refuses to give its content, and will refuse it again: it is
 * encrypted with a key that we do not have
 * (https://cloud.google.com/storage/docs/encryption/customer-supplied-keys), or that Cloud Storage
 * may not use.
 */
public final class ContentRefused extends RetryLater {
  private static final long serialVersionUID = 1;

  /**
   * @param message the call, the object and what came back
   * @param cause what was thrown
   */
  public ContentRefused(String message, Exception cause) {
    super(message, cause);
  }
}
