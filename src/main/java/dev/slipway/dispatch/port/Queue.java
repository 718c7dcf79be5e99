package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
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
      List<Versioned<SubmissionRecord>> records,
      List<SubmissionRecord> foreign,
      List<String> unreadable) {
    public Listing {
      records = List.copyOf(records);
      foreign = List.copyOf(foreign);
      unreadable = List.copyOf(unreadable);
    }

    /** Without any of another version. */
    public Listing(List<Versioned<SubmissionRecord>> records, List<String> unreadable) {
      this(records, List.of(), unreadable);
    }

    /** All of one version or another. */
    public List<SubmissionRecord> all() {
      return Stream.concat(records.stream().map(Versioned::value), foreign.stream()).toList();
    }

    /** The same with other records. */
    public Listing with(List<Versioned<SubmissionRecord>> others) {
      return new Listing(others, foreign, unreadable);
    }

    /** All but those that wait although there is a request to cancel them. */
    public Listing withoutThoseToWithdraw(List<CancelRequest> requests) {
      Set<String> ids = ids(requests);
      return with(
          records.stream()
              .filter(stored -> !stored.value().isWaiting() || !ids.contains(stored.value().id()))
              .toList());
    }

    /** All as they will be when the requests to cancel are on the records: for showing them. */
    public Listing noting(List<CancelRequest> requests) {
      Set<String> ids = ids(requests);
      return with(
          records.stream()
              .map(stored -> ids.contains(stored.value().id()) ? asRequested(stored) : stored)
              .toList());
    }

    private static Versioned<SubmissionRecord> asRequested(Versioned<SubmissionRecord> stored) {
      SubmissionRecord entry = stored.value();
      return entry.isOver()
          ? stored
          : new Versioned<>(
              entry.with(entry.lifecycle().wished(Wish.CANCEL_ASKED)),
              stored.generation(),
              stored.updated());
    }

    private static Set<String> ids(List<CancelRequest> requests) {
      return requests.stream().map(CancelRequest::id).collect(Collectors.toSet());
    }

    /** All but the record of one submission. */
    public Listing without(String id) {
      return with(records.stream().filter(stored -> !stored.value().id().equals(id)).toList());
    }
  }

  /** There is a record that this version cannot read. */
  final class UnreadableRecord extends RetryLater {
    private static final long serialVersionUID = 1;

    /**
     * @param message which record, and what is odd about it
     * @param cause what was thrown
     */
    public UnreadableRecord(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Lists the queue. */
  Listing list();

  /** Creates a record with its spec; empty when one with this ID exists already. */
  Optional<Versioned<SubmissionRecord>> create(SubmissionRecord entry, byte[] spec);

  /**
   * Creates a record that is over from the start, with how it ended; empty when one with this ID
   * exists already.
   */
  Optional<Versioned<SubmissionRecord>> createEnded(SubmissionRecord entry, Outcome outcome);

  /**
   * Reads one record; empty when there is none.
   *
   * @throws UnreadableRecord when there is one that this version cannot read: to take it for none
   *     could launch a job twice
   */
  Optional<Versioned<SubmissionRecord>> read(String id);

  /**
   * Reads the spec of exactly that version of a record; empty when the record has changed since.
   */
  Optional<byte[]> spec(Versioned<SubmissionRecord> entry);

  /** Replaces exactly that version of a record; empty when it has changed or gone since. */
  Optional<Versioned<SubmissionRecord>> replace(
      Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec);

  /**
   * Replaces exactly that version by one that is over, together with how it ended; empty when it
   * has changed since.
   */
  Optional<Versioned<SubmissionRecord>> end(
      Versioned<SubmissionRecord> old, SubmissionRecord next, Outcome outcome);

  /** How a record that is over ended; empty when the record has changed or gone since. */
  Optional<Outcome> ending(Versioned<SubmissionRecord> entry);

  /**
   * Deletes exactly that version of a record. Nothing happens when it has changed or gone since.
   */
  void delete(Versioned<SubmissionRecord> entry);
}
