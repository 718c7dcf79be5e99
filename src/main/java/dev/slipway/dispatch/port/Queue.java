package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control.CancelRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Port: the records of active submissions. Reads are strongly consistent; every write is
 * conditional on what it replaces, and one whose answer was lost but that took effect counts as
 * done.
 *
 * <p>Every method throws {@link RetryLater} when the bucket does not answer.
 */
public interface Queue {

  /**
   * All records, unordered, without their specs.
   *
   * @param records those that can be read
   * @param foreign those of another version, as far as this one can read them: they hold replicas
   *     and keep their turn, and are left alone otherwise
   * @param unreadable IDs of all that cannot be read in full
   */
  record Listing(
      List<Kept<QueueRecord>> records, List<QueueRecord> foreign, List<String> unreadable) {
    public Listing {
      records = List.copyOf(records);
      foreign = List.copyOf(foreign);
      unreadable = List.copyOf(unreadable);
    }

    /** Without any of another version. */
    public Listing(List<Kept<QueueRecord>> records, List<String> unreadable) {
      this(records, List.of(), unreadable);
    }

    /** All of one version or another. */
    public List<QueueRecord> all() {
      return Stream.concat(records.stream().map(Kept::value), foreign.stream()).toList();
    }

    /** The same with other records. */
    public Listing with(List<Kept<QueueRecord>> others) {
      return new Listing(others, foreign, unreadable);
    }

    /** All but those that wait although there is a request to cancel them. */
    public Listing withoutThoseToWithdraw(List<CancelRequest> requests) {
      Set<String> ids = ids(requests);
      return with(
          records.stream()
              .filter(
                  kept ->
                      kept.value().progress().state() != State.WAITING
                          || !ids.contains(kept.value().id()))
              .toList());
    }

    /** All as they will be when the requests to cancel are on the records: for showing them. */
    public Listing noting(List<CancelRequest> requests) {
      Set<String> ids = ids(requests);
      return with(
          records.stream()
              .map(kept -> ids.contains(kept.value().id()) ? asRequested(kept) : kept)
              .toList());
    }

    private static Kept<QueueRecord> asRequested(Kept<QueueRecord> kept) {
      QueueRecord entry = kept.value();
      return entry.progress().state().isOver()
          ? kept
          : new Kept<>(
              entry.with(entry.progress().wished(Wish.CANCEL_ASKED)),
              kept.generation(),
              kept.updated());
    }

    private static Set<String> ids(List<CancelRequest> requests) {
      return requests.stream().map(CancelRequest::id).collect(Collectors.toSet());
    }

    /** All but the record of one submission. */
    public Listing without(String id) {
      return with(records.stream().filter(kept -> !kept.value().id().equals(id)).toList());
    }
  }

  /** There is a record that this version cannot read. */
  final class Unreadable extends RetryLater {
    private static final long serialVersionUID = 1;

    /**
     * @param message which record, and what is odd about it
     * @param cause what was thrown
     */
    public Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Lists the queue. */
  Listing list();

  /** Creates a record with its spec; empty when one with this ID exists already. */
  Optional<Kept<QueueRecord>> create(QueueRecord entry, byte[] spec);

  /**
   * Creates a record that is over from the start, with how it ended; empty when one with this ID
   * exists already.
   */
  Optional<Kept<QueueRecord>> createEnded(QueueRecord entry, Ending ending);

  /**
   * Reads one record; empty when there is none.
   *
   * @throws Unreadable when there is one that this version cannot read: to take it for none could
   *     launch a job twice
   */
  Optional<Kept<QueueRecord>> read(String id);

  /**
   * Reads the spec of exactly that version of a record; empty when the record has changed since.
   */
  Optional<byte[]> spec(Kept<QueueRecord> entry);

  /** Replaces exactly that version of a record; empty when it has changed or gone since. */
  Optional<Kept<QueueRecord>> replace(Kept<QueueRecord> old, QueueRecord next, byte[] spec);

  /**
   * Replaces exactly that version by one that is over, together with how it ended; empty when it
   * has changed since.
   */
  Optional<Kept<QueueRecord>> end(Kept<QueueRecord> old, QueueRecord next, Ending ending);

  /** How a record that is over ended; empty when the record has changed or gone since. */
  Optional<Ending> ending(Kept<QueueRecord> entry);

  /**
   * Deletes exactly that version of a record. Nothing happens when it has changed or gone since.
   */
  void delete(Kept<QueueRecord> entry);
}
