package dev.slipway.policy;

/**
 * Whose rules of a policy count for a spec. Folders and messages are different types: no name of an
 * object can make its spec count as one from a message.
 */
public sealed interface Team {

  /** The team of all specs from messages. */
  Team MESSAGES = new Messages();

  /** Begins the names of folders that Slipway keeps for itself. No team is named so. */
  String RESERVED = "_";

  /** Specs from Pub/Sub messages: the key {@code messages} of a policy. */
  record Messages() implements Team {
    @Override
    public String shown() {
      return PolicyReader.MESSAGES;
    }
  }

  /**
   * Specs of a folder of the spec bucket: a key below {@code teams} of a policy.
   *
   * @param name of the folder; empty for specs that are in none
   */
  record Folder(String name) implements Team {
    @Override
    public String shown() {
      return name;
    }

    /** Whether Slipway keeps folders of this name for itself: no spec may be below one. */
    public boolean isReserved() {
      return name.startsWith(RESERVED);
    }
  }

  /** Its name, for people; empty for specs that are in no folder. */
  String shown();

  /**
   * The team whose spec an object is: the first folder of its name behind the folders of the spec
   * prefix.
   *
   * @param prefix SLIPWAY_SPEC_PREFIX, with which the names of all specs begin; empty for none. A
   *     folder of which it holds only the beginning counts with its whole name
   */
  static Folder of(String object, String prefix) {
    int begin = object.startsWith(prefix) ? behind(object, prefix) : 0;
    int end = object.indexOf('/', begin);
    return new Folder(end < 0 ? "" : object.substring(begin, end));
  }

  private static int behind(String object, String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/")
        ? prefix.length()
        : object.lastIndexOf('/', prefix.length()) + 1;
  }
}
