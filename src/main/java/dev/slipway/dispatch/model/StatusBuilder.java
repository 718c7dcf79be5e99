package dev.slipway.dispatch.model;

import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.dispatch.model.Status.Placement;
import dev.slipway.dispatch.model.Status.Waiting;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Status} part by part. What is not set is empty. For one thread. */
public final class StatusBuilder {

  private final Submission submission;
  private final State state;
  private final Instant since;
  private Optional<Format> format = Optional.empty();
  private int revision = 1;
  private String resource = "";
  private String job = "";
  private List<Placement> placements = List.of();
  private List<Problem> problems = List.of();
  private List<Problem> warnings = List.of();
  private Optional<Waiting> waiting = Optional.empty();
  private List<Transition> history = List.of();
  private List<Earlier> earlier = List.of();

  StatusBuilder(Submission submission, State state, Instant since) {
    this.submission = submission;
    this.state = state;
    this.since = since;
  }

  /** How its spec was written; empty when it was not read. */
  public StatusBuilder format(Optional<Format> newFormat) {
    format = newFormat;
    return this;
  }

  /** Of the record that it was made from. */
  public StatusBuilder revision(int newRevision) {
    revision = newRevision;
    return this;
  }

  /** The persistent resource's ID. */
  public StatusBuilder resource(String newResource) {
    resource = newResource;
    return this;
  }

  /** The job's full name. */
  public StatusBuilder job(String newJob) {
    job = newJob;
    return this;
  }

  /** Which worker pool is on which resource pool. */
  public StatusBuilder placements(List<Placement> newPlacements) {
    placements = newPlacements;
    return this;
  }

  /** Why it was refused or failed, most useful first. */
  public StatusBuilder problems(List<Problem> newProblems) {
    problems = newProblems;
    return this;
  }

  /** What to look at although it goes on. */
  public StatusBuilder warnings(List<Problem> newWarnings) {
    warnings = newWarnings;
    return this;
  }

  /** What it waits for. */
  public StatusBuilder waiting(Optional<Waiting> newWaiting) {
    waiting = newWaiting;
    return this;
  }

  /** Its states so far, oldest first. */
  public StatusBuilder history(List<Transition> newHistory) {
    history = newHistory;
    return this;
  }

  /** Other generations of the same object whose jobs still run. */
  public StatusBuilder earlier(List<Earlier> newEarlier) {
    earlier = newEarlier;
    return this;
  }

  /** The status. */
  public Status build() {
    return new Status(
        submission,
        format,
        state,
        since,
        revision,
        resource,
        job,
        placements,
        problems,
        warnings,
        waiting,
        history,
        earlier);
  }
}
