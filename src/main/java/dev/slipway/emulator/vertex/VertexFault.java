package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface VertexFault {

  /** Answers a code at once; the call has no effect. */
  static VertexFault refuse(Code code) {
    return new Refuse(code, "Injected fault: %s.".formatted(code));
  }

  /**
   * Answers a code at once, in words that a client goes by; the call has no effect.
   *
   * @param message what the service says
   */
  static VertexFault refuse(Code code, String message) {
    return new Refuse(code, message);
  }

  /** Lets the call take effect, then answers a code instead of its answer. */
  static VertexFault answer(Code code) {
    return new ReplaceAnswer(code);
  }

  /** Lets the call wait before it takes effect; whoever gave up in the meantime is not noticed. */
  static VertexFault delay(Duration by) {
    return new Delay(by);
  }

  /**
   * Lets the call take effect, then breaks the connection: over HTTP it is closed without an
   * answer; over gRPC the call ends UNAVAILABLE, which is how a client sees a broken connection.
   */
  static VertexFault loseAnswer() {
    return new LoseAnswer();
  }

  /** The fault in the journal, such as {@code refuse UNAVAILABLE}. */
  String description();

  /**
   * Made by {@link #refuse}.
   *
   * @param code what is answered
   * @param message in which words
   */
  record Refuse(Code code, String message) implements VertexFault {

    public Refuse {
      requireError(code);
    }

    @Override
    public String description() {
      return "refuse " + code;
    }
  }

  /**
   * Made by {@link #answer}.
   *
   * @param code what is answered
   */
  record ReplaceAnswer(Code code) implements VertexFault {

    public ReplaceAnswer {
      requireError(code);
    }

    @Override
    public String description() {
      return "answer " + code;
    }
  }

  /**
   * Made by {@link #delay}.
   *
   * @param by how long, in real time
   */
  record Delay(Duration by) implements VertexFault {

    public Delay {
      if (by.isNegative()) {
        throw new IllegalArgumentException(
            "the delay is %s; it must not be negative".formatted(by));
      }
    }

    @Override
    public String description() {
      return "delay " + by;
    }
  }

  /** Made by {@link #loseAnswer}. */
  record LoseAnswer() implements VertexFault {

    @Override
    public String description() {
      return "loseAnswer";
    }
  }

  private static void requireError(Code code) {
    if (code == Code.OK || code == Code.UNRECOGNIZED) {
      throw new IllegalArgumentException(code + " is no error; choose another code");
    }
  }
}
