package dev.slipway.emulator;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Saves an emulator's state when it has changed: twice a second, and at the end. Reading the state
 * holds it up; writing files does not.
 */
public final class StateSaver implements AutoCloseable {

  /** The state that is saved. */
  public interface Source extends AutoCloseable {

    /** Another number after each change. */
    long revision();

    /** The state as it is now. */
    Moment moment();

    /** Gives up where it is saved to. */
    @Override
    void close();
  }

  /**
   * The state at one moment.
   *
   * @param revision its revision then
   * @param writing writes it, later changes left out
   */
  public record Moment(long revision, SaveTask writing) {}

  /** What writes a state. */
  @FunctionalInterface
  public interface SaveTask {
    void write() throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(StateSaver.class.getName());
  private static final long MILLIS_BETWEEN = 500;

  private final String name;
  private final Source source;
  private final ScheduledThreadPoolExecutor timer;
  private long saved = -1;

  /**
   * @param name whose state it is, for people: {@code Cloud Storage}
   * @param source what is saved; closed with this
   */
  public StateSaver(String name, Source source) {
    this.name = name;
    this.source = source;
    timer = new ScheduledThreadPoolExecutor(1, StateSaver::daemon);
  }

  /** Saves by itself from now on. */
  public void start() {
    var unused = timer.scheduleWithFixedDelay(this::save, 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
  }

  /** Saves now, if anything changed. A folder that cannot be written is logged and tried again. */
  public synchronized void save() {
    if (source.revision() == saved) {
      return;
    }
    Moment moment = source.moment();
    try {
      moment.writing().write();
      saved = moment.revision();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "Cannot save the state of " + name + "; trying again.", e);
    }
  }

  /** Saves for the last time. */
  @Override
  public void close() {
    timer.shutdown();
    save();
    source.close();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "emulator-saver");
    thread.setDaemon(true);
    return thread;
  }
}
