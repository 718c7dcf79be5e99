package dev.slipway.emulator.storage;

import java.time.DateTimeException;
import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface StorageFault {

  /** With what the text of a {@link LateAnswer} begins. */
  String LATE = "late-";

  /**
   * The call does not take effect and is answered with this status.
   *
   * @param status an HTTP status from 400 to 599, such as 412, 429, 500 or 503
   */
  record RefusedCall(int status) implements StorageFault {
    public RefusedCall {
      requireError(status);
    }
  }

  /**
   * The call takes effect, but is answered with this status.
   *
   * @param status an HTTP status from 400 to 599, such as 503
   */
  record LateAnswer(int status) implements StorageFault {
    public LateAnswer {
      requireError(status);
    }
  }

  /**
   * The call takes effect and is answered, but later. Other calls do not wait for it.
   *
   * @param by how much later it takes effect, in real time
   */
  record LateCall(Duration by) implements StorageFault {
    public LateCall {
      if (by.isNegative()) {
        throw new IllegalArgumentException("by is " + by + " and must not be negative.");
      }
    }
  }

  /** The call takes effect, but the connection is closed without an answer. */
  record LostAnswer() implements StorageFault {}

  /** The call takes effect, but the connection is closed in the middle of the answer's body. */
  record CutAnswer() implements StorageFault {}

  /** The connection is closed without an answer, and the call does not take effect. */
  record LostCall() implements StorageFault {}

  /**
   * Parses {@code 503} (no effect, but an answer), {@code late-503} (an effect and that answer),
   * {@code PT2S} (a delay), {@code lost-answer}, {@code cut-answer} or {@code lost-call}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static StorageFault parse(String text) {
    if (text.equals("lost-answer")) {
      return new LostAnswer();
    }
    if (text.equals("cut-answer")) {
      return new CutAnswer();
    }
    if (text.equals("lost-call")) {
      return new LostCall();
    }
    if (text.matches("\\d{3}")) {
      return new RefusedCall(Integer.parseInt(text));
    }
    if (text.matches(LATE + "\\d{3}")) {
      return new LateAnswer(Integer.parseInt(text.substring(LATE.length())));
    }
    try {
      return new LateCall(Duration.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "There is no fault \""
              + text
              + "\". Use a status such as 503 or late-503, a delay such as PT2S, lost-answer,"
              + " cut-answer, or lost-call.",
          e);
    }
  }

  /** The form that {@link #parse} reads. */
  default String text() {
    if (this instanceof RefusedCall answer) {
      return Integer.toString(answer.status());
    }
    if (this instanceof LateCall delay) {
      return delay.by().toString();
    }
    if (this instanceof LateAnswer late) {
      return LATE + late.status();
    }
    if (this instanceof CutAnswer) {
      return "cut-answer";
    }
    return this instanceof LostAnswer ? "lost-answer" : "lost-call";
  }

  private static void requireError(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status is " + status + " and must be 400 to 599.");
    }
  }
}
