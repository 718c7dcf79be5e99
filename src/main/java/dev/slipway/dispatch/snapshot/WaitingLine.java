package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.plan.Waiting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who waits, in the order of the queue. Pure. */
public final class WaitingLine {

  private WaitingLine() {}

  /** Those that wait and are not set aside, in the order of the queue. */
  public static List<Kept<QueueRecord>> of(List<Kept<QueueRecord>> records) {
    return records.stream()
        .filter(kept -> kept.value().progress().state() == State.WAITING)
        .filter(kept -> !kept.value().progress().isSetAside())
        // Made once each: an ID is a hash, and a long queue is compared many times over.
        .map(kept -> Map.entry(member(kept.value()), kept))
        .sorted(Map.Entry.comparingByKey(Waiting.ORDER))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Those of them who wait for one persistent resource and are still wanted, for planning. */
  public static List<Waiting> toPlan(String resource, Queue.Listing queue) {
    return Stream.concat(
            of(of(resource, queue.records())).stream()
                .map(Kept::value)
                .filter(entry -> entry.progress().wish() == Wish.NONE)
                .map(WaitingLine::member),
            foreign(resource, queue))
        .toList();
  }

  /** Those of another version, which keep their turn although only that version can launch them. */
  public static Stream<Waiting> foreign(String resource, Queue.Listing queue) {
    return queue.foreign().stream()
        .filter(entry -> entry.ask().resource().equals(resource))
        .filter(entry -> entry.progress().state() == State.WAITING)
        .map(WaitingLine::member);
  }

  /** The records that ask for one persistent resource. */
  public static List<Kept<QueueRecord>> of(String resource, List<Kept<QueueRecord>> records) {
    return records.stream().filter(kept -> kept.value().ask().resource().equals(resource)).toList();
  }

  /** One who waits, for planning. */
  public static Waiting member(QueueRecord entry) {
    return new Waiting(
        entry.id(),
        entry.ask().priority(),
        entry.ask().arrival(),
        entry.ask().requirements(),
        entry.progress().decided(),
        entry.progress().refusals(),
        entry.progress().retryAt());
  }
}
