package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import dev.slipway.emulator.StateSaver;
import java.util.HashMap;
import java.util.Map;

/** What is saved of Cloud Storage: the index, and the contents it names. */
final class StorageSaver implements StateSaver.Source {

  private final StorageFolder folder;
  private final StorageState state;
  private final StorageNumbers generations;
  private final StorageNumbers ids;

  private StorageSaver(
      StorageFolder folder, StorageState state, StorageNumbers generations, StorageNumbers ids) {
    this.folder = folder;
    this.state = state;
    this.generations = generations;
    this.ids = ids;
  }

  /**
   * What saves it.
   *
   * @param folder where to; closed with the saver
   * @param state what is saved
   * @param generations the source of its generations
   * @param ids the source of its ids
   */
  static StateSaver of(
      StorageFolder folder, StorageState state, StorageNumbers generations, StorageNumbers ids) {
    return new StateSaver("Cloud Storage", new StorageSaver(folder, state, generations, ids));
  }

  @Override
  public long revision() {
    return state.revision();
  }

  @Override
  public StateSaver.Moment moment() {
    return state.read(
        buckets -> {
          Map<Long, ObjectContent> contents = new HashMap<>();
          for (BucketState bucket : buckets) {
            for (String name : bucket.names()) {
              bucket
                  .versions(name)
                  .forEach(version -> contents.put(version.generation(), version.content()));
            }
          }
          JsonObject index = StorageIndex.json(generations, ids, buckets);
          return new StateSaver.Moment(state.revision(), () -> folder.save(index, contents));
        });
  }

  @Override
  public void close() {
    folder.close();
  }
}
