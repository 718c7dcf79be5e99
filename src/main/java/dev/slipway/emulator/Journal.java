package dev.slipway.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that changed in the emulators, in order. Safe for use by many threads. */
public final class Journal {

  /**
   * One change.
   *
   * @param at when it took effect, by the emulator's clock
   * @param what what happened, dotted: {@code job.created}, {@code object.written}
   * @param name the full resource name of what changed
   * @param facts what is worth knowing of it, by name
   */
  public record JournalEntry(Instant at, String what, String name, Map<String, String> facts) {
    public JournalEntry {
      facts = Map.copyOf(facts);
    }
  }

  private final List<JournalEntry> entries = new ArrayList<>();

  /** Appends a change. */
  public synchronized void add(Instant at, String what, String name, Map<String, String> facts) {
    entries.add(new JournalEntry(at, what, name, facts));
  }

  /** All changes so far, in the order in which they took effect. */
  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
