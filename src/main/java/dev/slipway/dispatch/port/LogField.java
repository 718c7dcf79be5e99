package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.State;

/**
 * What programs read of a line besides its event: numbers, and words from closed lists. Metrics
 * search for them: never rename one.
 */
public enum LogField {
  /** How a submission ended: a {@link State}. */
  STATE("state", false),
  /** Why, where it was no job's end: the code of the first problem. */
  CODE("code", false),
  /** From upload to the job's name in the record, in seconds, both by Google's clock. */
  UPLOAD_TO_LAUNCH("uploadToLaunchSeconds", true),
  /** How many submissions wait on, after a tick's decisions. */
  WAITING("waiting", true);

  private final String id;
  private final boolean isNumber;

  LogField(String id, boolean isNumber) {
    this.id = id;
    this.isNumber = isNumber;
  }

  /** The stable name. */
  public String id() {
    return id;
  }

  /** Whether its values are numbers, in decimals. */
  public boolean isNumber() {
    return isNumber;
  }
}
