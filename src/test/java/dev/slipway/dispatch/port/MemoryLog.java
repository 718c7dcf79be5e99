package dev.slipway.dispatch.port;

import java.util.ArrayList;
import java.util.List;

/** What was logged. */
public final class MemoryLog implements Log {

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public void write(Entry entry) {
    entries.add(entry);
  }

  /** All entries. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The messages of all entries with that event. */
  public List<String> messages(LogEvent event) {
    return entries.stream().filter(e -> e.event() == event).map(Entry::message).toList();
  }

  /** The events of all entries of that severity. */
  public List<LogEvent> events(Severity severity) {
    return entries.stream().filter(e -> e.severity() == severity).map(Entry::event).toList();
  }
}
