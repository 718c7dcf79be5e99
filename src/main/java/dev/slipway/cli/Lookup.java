package dev.slipway.cli;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.view.Dossier;
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
                    .map(Kept::value));
  }

  /**
   * What people are told of exactly that generation, whichever stands under its name by now.
   *
   * @throws Unavailable when nothing answers
   */
  Optional<Status> status(Submission submission) {
    return deployment.answered(
        () -> {
          Optional<Status> told = deployment.statuses().read(submission).map(Kept::value);
          return told.isEmpty() || told.get().submission().equals(submission)
              ? told
              : exactly(submission.id());
        });
  }

  private Optional<Status> exactly(String id) {
    return Dossier.byId(
            new Dossier.Sources(deployment.queue(), deployment.endings(), deployment.statuses()),
            id)
        .map(Dossier::status);
  }

  /**
   * The records of what waits or runs under a name, the latest upload first.
   *
   * @throws Unavailable when nothing answers
   */
  List<Kept<QueueRecord>> records(SubmissionName name) {
    return deployment.answered(
        () ->
            name.isExact()
                ? deployment.queue().read(name.id()).stream().toList()
                : named(name.submission(deployment.address().specs().bucket())));
  }

  private List<Kept<QueueRecord>> named(Submission name) {
    return deployment.queue().list().records().stream()
        .filter(kept -> isNamed(kept.value().submission(), name))
        .filter(kept -> !kept.value().progress().state().isOver())
        .sorted(
            Comparator.comparing((Kept<QueueRecord> kept) -> kept.value().ask().arrival())
                .reversed())
        .toList();
  }

  private static boolean isNamed(Submission submission, Submission name) {
    return submission.bucket().equals(name.bucket()) && submission.object().equals(name.object());
  }
}
