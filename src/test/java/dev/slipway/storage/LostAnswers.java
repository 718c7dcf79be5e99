package dev.slipway.storage;

import java.util.Optional;

/** Does every change, loses the answer, and repeats the call, as Google's client does. */
final class LostAnswers extends ForwardingObjectStore {

  LostAnswers(ObjectStore store) {
    super(store);
  }

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    WriteResult lost = super.write(object, content, replaces);
    WriteResult repeated = super.write(object, content, replaces);
    if (lost instanceof WriteResult.Written && repeated instanceof WriteResult.Written) {
      throw new AssertionError("the same condition held twice");
    }
    return repeated;
  }

  @Override
  public boolean delete(String name, String generation) {
    super.delete(name, generation);
    return super.delete(name, generation);
  }
}
