package dev.slipway.storage;

/** Values of enums by their names. */
final class Names {

  private Names() {}

  /**
   * @throws UnreadableObject when there is none of that name
   */
  static <E extends Enum<E>> E value(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableObject("no " + type.getSimpleName() + " is called " + name, e);
    }
  }
}
