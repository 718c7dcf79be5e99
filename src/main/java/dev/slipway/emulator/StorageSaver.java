package dev.slipway.emulator;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Saves the state to its folder when it has changed: twice a second, and at the end. Reading the
 * state holds it up; writing files does not.
 */
final class StorageSaver implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StorageSaver.class.getName());
  private static final long MILLIS_BETWEEN = 500;

  private final StorageFolder folder;
  private final StorageState state;
  private final StorageNumbers generations;
  private final StorageNumbers ids;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, StorageSaver::daemon);
  private long saved = -1;

  private record Moment(long revision, JsonObject index, Map<Long, ObjectContent> contents) {}

  /**
   * @param folder where to; closed with this
   * @param state what is saved
   * @param generations the source of its generations
   * @param ids the source of its ids
   */
  StorageSaver(
      StorageFolder folder, StorageState state, StorageNumbers generations, StorageNumbers ids) {
    this.folder = folder;
    this.state = state;
    this.generations = generations;
    this.ids = ids;
  }

  /** Saves by itself from now on. */
  void start() {
    var unused = timer.scheduleWithFixedDelay(this::save, 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
  }

  /** Saves now, if anything changed. A folder that cannot be written is logged and tried again. */
  synchronized void save() {
    if (state.revision() == saved) {
      return;
    }
    Moment moment = moment();
    try {
      folder.save(moment.index(), moment.contents());
      saved = moment.revision();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "Cannot save the state of Cloud Storage; trying again.", e);
    }
  }

  /** Saves for the last time. */
  @Override
  public void close() {
    timer.shutdown();
    save();
    folder.close();
  }

  private Moment moment() {
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
          return new Moment(
              state.revision(), StorageIndex.json(generations, ids, buckets), contents);
        });
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "emulator-storage-saver");
    thread.setDaemon(true);
    return thread;
  }
}
