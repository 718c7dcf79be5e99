package dev.slipway.storage;

import java.util.List;
import java.util.Optional;

/**
 * The few calls on one bucket that the rest of this package is made of. Reads and lists are
 * strongly consistent (https://cloud.google.com/storage/docs/consistency); changes are conditional
 * on the live generation. Safe for use by many threads.
 *
 * <p>Implementations may repeat a call whose answer was lost. What the first try did then looks
 * like somebody else's doing: see {@link TokenWrites}.
 *
 * <p>Every method throws {@link dev.slipway.dispatch.model.RetryLater}, naming the call, the object
 * and what came back, for everything that its results do not tell.
 */
public interface ObjectStore {

  /** What the live generation is, without its content; empty when there is none. */
  Optional<StoredObject> find(String name);

  /**
   * The content of the live generation, as stored; empty when there is none.
   *
   * <p>Both kinds of reads throw {@link ContentRefused} when the object is there but its content
   * cannot be had.
   *
   * @param most how many bytes to read at most; the rest is left out
   */
  Optional<byte[]> read(String name, int most);

  /**
   * The content of the live generation if it is exactly that one; empty when it is not.
   *
   * @param most how many bytes to read at most; the rest is left out
   */
  Optional<byte[]> read(String name, String generation, int most);

  /**
   * Writes a whole object: content and metadata of an earlier generation do not shine through.
   *
   * @param replaces the generation that must be live; empty when none may be
   */
  WriteResult write(NewObject object, byte[] content, Optional<String> replaces);

  /**
   * Deletes an object if exactly that generation is live.
   *
   * @return false when it was not, which may also mean that a first try deleted it
   */
  boolean delete(String name, String generation);

  /** All live objects whose names begin so, unordered, without their contents. */
  List<StoredObject> list(String prefix);

  /**
   * All live objects whose names begin so and lie in a range, unordered, without their contents.
   * Names are in the order of their UTF-8 bytes.
   *
   * @param from the first name of the range, which need not exist; empty for no bound
   * @param before the first name past the range; empty for no bound
   */
  List<StoredObject> list(String prefix, String from, String before);

  /**
   * Which versions are live of the objects whose names begin so and lie in a range, unordered: what
   * {@link #list(String, String, String)} tells, but for the rest of it, in a fraction of its
   * bytes.
   *
   * @param from the first name of the range, which need not exist; empty for no bound
   * @param before the first name past the range; empty for no bound
   */
  List<Version> versions(String prefix, String from, String before);

  /**
   * The first live objects whose names begin so and are not before {@code from}, in the order of
   * their names' UTF-8 bytes, without their contents: one call, however many there are.
   *
   * @param most how many to give at most, from 1 to 999
   */
  ObjectPage page(String prefix, String from, int most);

  /**
   * Part of a listing.
   *
   * @param objects in the order of their names
   * @param next the name to go on from; empty when these were the last
   */
  record ObjectPage(List<StoredObject> objects, Optional<String> next) {
    public ObjectPage {
      objects = List.copyOf(objects);
    }
  }

  /** An object's address, for messages: {@code gs://state/queue/1f…}. */
  String address(String name);
}
