package dev.slipway.storage;

/** The bucket in memory keeps the contract, so tests may stand on it. */
class MemoryObjectStoreTest extends ObjectStoreContract {

  @Override
  ObjectStore emptyStore() {
    return SampleRecords.memory("state");
  }
}
