package dev.slipway.dispatch.model;

/**
 * What the queue keeps of an active submission. The record decides every transition: who wants one
 * writes it, and only who wrote it acts on it.
 *
 * @param submission which
 * @param ask what it asks for
 * @param progress how far it has come
 */
public record QueueRecord(Submission submission, Ask ask, Progress progress) {

  /** The submission's ID. */
  public String id() {
    return submission.id();
  }

  /** This record, further on. */
  public QueueRecord with(Progress next) {
    return new QueueRecord(submission, ask, next);
  }
}
