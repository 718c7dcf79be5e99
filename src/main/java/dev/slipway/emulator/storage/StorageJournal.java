package dev.slipway.emulator.storage;

import dev.slipway.emulator.Journal;
import java.util.HashMap;
import java.util.Map;

/** Writes changes of objects to the journal. */
final class StorageJournal {

  private final Journal journal;

  StorageJournal(Journal journal) {
    this.journal = journal;
  }

  void changed(ObjectChange change) {
    ObjectVersion object = change.object();
    Map<String, String> facts = new HashMap<>();
    facts.put("generation", Long.toString(object.generation()));
    facts.put("metageneration", Long.toString(object.metageneration()));
    facts.put("size", Integer.toString(object.content().size()));
    change
        .overwrittenBy()
        .ifPresent(generation -> facts.put("overwrittenBy", Long.toString(generation)));
    journal.add(change.at(), what(StorageEventType.of(change)), object.path(), facts);
  }

  private static String what(StorageEventType type) {
    return switch (type) {
      case FINALIZED -> "object.written";
      case METADATA_UPDATED -> "object.updated";
      case ARCHIVED -> "object.archived";
      case DELETED -> "object.deleted";
    };
  }
}
