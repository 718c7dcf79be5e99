package dev.slipway.chaos;

/**
 * A promise that was broken.
 *
 * @param kind which
 * @param what by whom and how, for who looks for the cause
 */
record Violation(BrokenPromise kind, String what) {

  /** The promises. */
  enum BrokenPromise {
    /** A spec that did not end with a status. */
    LOST("lost"),
    /** Two jobs for one submission, although none was created late. */
    DOUBLE("double"),
    /** Our jobs that were created in time need more than the pool has. */
    OVER_COMMITTED("over-committed"),
    /** Launched long after its spec was gone. */
    NOT_WITHDRAWN("not withdrawn"),
    /** A spec that stayed ended in another way than its job. */
    WRONG_END("wrong end"),
    /** A job of ours, a record or an event that is left when all is over. */
    LEFT("left");

    private final String text;

    BrokenPromise(String text) {
      this.text = text;
    }

    /** For people. */
    String text() {
      return text;
    }
  }
}
