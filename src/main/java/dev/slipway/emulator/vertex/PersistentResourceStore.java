package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.PersistentResource;
import dev.slipway.emulator.Journal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The persistent resources by full name, each as it was put. */
final class PersistentResourceStore {

  private final ReplicaLedger ledger;
  private final Journal journal;
  private final SortedMap<String, PersistentResource> resources = new TreeMap<>();
  private long revision;

  PersistentResourceStore(ReplicaLedger ledger, Journal journal) {
    this.ledger = ledger;
    this.journal = journal;
  }

  /** Adds or replaces one; it keeps its creation time. Its name must be the full one. */
  void put(PersistentResource resource, Instant now) {
    PersistentResource before = resources.get(resource.getName());
    PersistentResource.Builder next = resource.toBuilder();
    if (!resource.hasCreateTime()) {
      next.setCreateTime(before == null ? ProtoTimes.timestamp(now) : before.getCreateTime());
    }
    next.setUpdateTime(ProtoTimes.timestamp(now));
    revision++;
    resources.put(resource.getName(), next.build());
    journal.add(
        now,
        "persistentResource.put",
        resource.getName(),
        Map.of("state", resource.getState().name()));
    ledger.open(resource, now);
  }

  /** Takes one back as it was kept, without a word in the journal or the ledger. */
  void restore(PersistentResource kept) {
    resources.put(kept.getName(), kept);
  }

  /** Grows with each change. */
  long revision() {
    return revision;
  }

  /** Moves one to another state; does nothing if it is not there. */
  void enter(String name, PersistentResource.State state, Instant at) {
    PersistentResource before = resources.get(name);
    if (before == null) {
      return;
    }
    PersistentResource.Builder next =
        before.toBuilder().setState(state).setUpdateTime(ProtoTimes.timestamp(at));
    if (state == PersistentResource.State.RUNNING && !before.hasStartTime()) {
      next.setStartTime(ProtoTimes.timestamp(at));
    }
    revision++;
    resources.put(name, next.build());
    journal.add(at, "persistentResource.state", name, Map.of("state", state.name()));
  }

  /** Removes one, if it is there. */
  void remove(String name, Instant now) {
    if (resources.remove(name) != null) {
      revision++;
      journal.add(now, "persistentResource.removed", name, Map.of());
    }
  }

  /** The one of that full name. */
  Optional<PersistentResource> find(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  /** All, by name. */
  Collection<PersistentResource> all() {
    return Collections.unmodifiableCollection(resources.values());
  }
}
