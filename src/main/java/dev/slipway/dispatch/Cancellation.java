package dev.slipway.dispatch;

import java.util.Optional;

/**
 * Notes on a record that somebody wants no more of its submission. The next tick acts on it: one
 * that waits is withdrawn, and a job is cancelled. Written under the same conditions as everything
 * else on a record, so that it may be done from anywhere, at any time.
 */
public final class Cancellation {

  private final Queue queue;

  /**
   * @param queue where the record is
   */
  public Cancellation(Queue queue) {
    this.queue = queue;
  }

  /**
   * Asks for a submission to be cancelled. Nothing changes where somebody has asked for it before.
   *
   * @param standing its record, which is not over
   * @return the record as it stands now; empty when it has changed or gone meanwhile: then nothing
   *     was noted, and whoever asks should read it again
   * @throws RetryLater when the bucket does not answer: whether it was noted is not known then, and
   *     asking again does no harm
   */
  public Optional<Kept<QueueRecord>> ask(Kept<QueueRecord> standing) {
    QueueRecord entry = standing.value();
    if (entry.progress().wish() == Wish.CANCEL_ASKED) {
      return Optional.of(standing);
    }
    QueueRecord next = entry.with(entry.progress().wished(Wish.CANCEL_ASKED));
    return queue.spec(standing).flatMap(spec -> queue.replace(standing, next, spec));
  }
}
