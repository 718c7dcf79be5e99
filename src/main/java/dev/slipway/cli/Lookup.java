package dev.slipway.cli;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.view.SubmissionDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds submissions by what users call them. */
final class Lookup {

  private final Deployment deployment;

  Lookup(Deployment deployment) {
    this.deployment = deployment;
  }

  /**
   * What people are told of it.
   *
   * @throws Unavailable when nothing answers
   */
  Optional<Status> status(SubmissionName name) {
    return deployment.answered(
        () ->
            name.isExact()
                ? exactly(name.id())
                : deployment
                    .statuses()
                    .read(name.submission(deployment.address().specs().bucket()))
                    .map(Versioned::value));
  }

  /**
   * What people are told of exactly that generation, whichever stands under its name by now.
   *
   * @throws Unavailable when nothing answers
   */
  Optional<Status> status(Submission submission) {
    return deployment.answered(
        () -> {
          Optional<Status> told = deployment.statuses().read(submission).map(Versioned::value);
          return told.isEmpty() || told.get().submission().equals(submission)
              ? told
              : exactly(submission.id());
        });
  }

  private Optional<Status> exactly(String id) {
    return SubmissionDetails.byId(
            new SubmissionDetails.DetailSources(
                deployment.queue(), deployment.endings(), deployment.statuses()),
            id)
        .map(SubmissionDetails::status);
  }

  /**
   * The records of what waits or runs under a name, the latest upload first.
   *
   * @throws Unavailable when nothing answers
   */
  List<Versioned<SubmissionRecord>> records(SubmissionName name) {
    return deployment.answered(
        () ->
            name.isExact()
                ? deployment.queue().read(name.id()).stream().toList()
                : named(name.submission(deployment.address().specs().bucket())));
  }

  private List<Versioned<SubmissionRecord>> named(Submission name) {
    return deployment.queue().list().records().stream()
        .filter(kept -> isNamed(kept.value().submission(), name))
        .filter(kept -> !kept.value().isOver())
        .sorted(
            Comparator.comparing(
                    (Versioned<SubmissionRecord> kept) -> kept.value().request().arrival())
                .reversed())
        .toList();
  }

  private static boolean isNamed(Submission submission, Submission name) {
    return submission.bucket().equals(name.bucket()) && submission.object().equals(name.object());
  }
}
