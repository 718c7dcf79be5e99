package dev.slipway.cli.doctor;

/**
 * What one check of {@code slipway doctor} came to.
 *
 * @param check what was looked at, in a word or two
 * @param mark how it is
 * @param fact what was seen
 * @param advice what to do about it; empty where nothing is to be done
 */
record Finding(String check, Mark mark, String fact, String advice) {

  /** How something is. */
  enum Mark {
    /** As it should be. */
    RIGHT("✓"),
    /** Not as it should be: Slipway does not work, or will not for long. */
    WRONG("✗"),
    /** It could not be asked, or is for a person to judge. */
    UNKNOWN("?");

    private final String sign;

    Mark(String sign) {
      this.sign = sign;
    }

    /** For people. */
    String sign() {
      return sign;
    }
  }

  static Finding right(String check, String fact) {
    return new Finding(check, Mark.RIGHT, fact, "");
  }

  static Finding wrong(String check, String fact, String advice) {
    return new Finding(check, Mark.WRONG, fact, advice);
  }

  static Finding unknown(String check, String fact, String advice) {
    return new Finding(check, Mark.UNKNOWN, fact, advice);
  }
}
