package dev.slipway.storage;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.report.StatusJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status documents under {@code status/} by their metadata: see {@link BucketStatuses}. */
public final class BucketStatusIndex implements StatusIndex {

  /** As many as one call gives. */
  private static final int PAGE = 999;

  private final ObjectStore store;
  private final String prefix;

  /** The statuses in a state bucket. */
  public BucketStatusIndex(ObjectStore store) {
    this(store, "");
  }

  /**
   * Some of them, for somebody who may list no others.
   *
   * @param store the state bucket
   * @param below how their names begin: the spec bucket or {@code _pubsub}, a slash, and the
   *     beginning of the spec's name or of the message's key; empty for all
   */
  public BucketStatusIndex(ObjectStore store, String below) {
    this.store = store;
    prefix = StateNames.STATUS + below;
  }

  @Override
  public ListedStatuses list(int most) {
    List<ListedStatus> entries = new ArrayList<>();
    Optional<String> from = Optional.of(prefix);
    for (int left = most; left > 0 && from.isPresent(); left -= PAGE) {
      ObjectStore.ObjectPage page = store.page(prefix, from.get(), Math.min(left, PAGE));
      page.objects().stream().flatMap(BucketStatusIndex::entry).forEach(entries::add);
      from = page.next().map(BucketStatusIndex::past);
    }
    return new ListedStatuses(entries, from.isPresent());
  }

  /** A version before this one kept events that it could not read between the statuses. */
  private static String past(String name) {
    String before = StateNames.UNREADABLE_BEFORE;
    return name.startsWith(before) ? before.substring(0, before.length() - 1) + "0" : name;
  }

  /** What has no submission's ID is no status: markers of folders, unreadable events. */
  private static Stream<ListedStatus> entry(StoredObject object) {
    String id = object.metadata().getOrDefault(BucketStatuses.ID, "");
    String name = object.name().substring(StateNames.STATUS.length());
    int slash = name.indexOf('/');
    if (id.isEmpty() || slash < 0) {
      return Stream.of();
    }
    String told = name.substring(slash + 1);
    return Stream.of(
        new ListedStatus(
            name.substring(0, slash),
            told.startsWith(StateNames.LONG) ? "" : told,
            id,
            state(object.metadata().getOrDefault(BucketStatuses.STATE, "")),
            object.updated(),
            object.name(),
            object.generation()));
  }

  private static Optional<State> state(String name) {
    return Stream.of(State.values()).filter(state -> state.name().equals(name)).findFirst();
  }

  @Override
  public Optional<Status> read(ListedStatus entry) {
    return store
        .read(entry.name(), entry.generation(), StatusJson.LARGEST_BYTES)
        .flatMap(content -> StatusJson.read(new String(content, StandardCharsets.UTF_8)));
  }
}
