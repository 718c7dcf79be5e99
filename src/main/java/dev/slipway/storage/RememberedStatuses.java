package dev.slipway.storage;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Status documents of which each is read once as long as it is remembered: under one generation it
 * never changes. For those who look again and again. Safe for use by many threads.
 */
public final class RememberedStatuses implements StatusIndex {

  private static final int MOST_REMEMBERED = 500;

  private record StatusVersion(String name, String generation) {}

  private final StatusIndex index;

  private final Map<StatusVersion, Status> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<StatusVersion, Status>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StatusVersion, Status> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  /** Remembers what that one reads. */
  public RememberedStatuses(StatusIndex index) {
    this.index = index;
  }

  /** Asked each time: what there is changes. */
  @Override
  public ListedStatuses list(int most) {
    return index.list(most);
  }

  @Override
  public Optional<Status> read(ListedStatus entry) {
    StatusVersion version = new StatusVersion(entry.name(), entry.generation());
    Optional<Status> known = Optional.ofNullable(remembered.get(version));
    if (known.isPresent()) {
      return known;
    }
    Optional<Status> read = index.read(entry);
    read.ifPresent(status -> remembered.put(version, status));
    return read;
  }
}
