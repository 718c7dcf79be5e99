package dev.slipway.emulator.vertex;

import com.google.rpc.Code;

/** A call refused, with the code and the words that go back to the caller on either wire. */
class VertexException extends RuntimeException {

  private final Code code;

  VertexException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** What kind of refusal; never {@code OK}. */
  Code code() {
    return code;
  }

  /** The refusal's words. */
  String text() {
    return String.valueOf(getMessage());
  }
}
