package dev.slipway.cli.watch;

import dev.slipway.cli.SubmissionName;
import dev.slipway.cli.Table;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.report.StatusText;
import java.util.List;
import java.util.Optional;

/**
 * What is over, the latest first, with its problems and what helps.
 *
 * @param listed as a listing shows it
 * @param status what its status says; empty when it has gone meanwhile, or was not asked because
 *     there is nothing more to tell
 */
record EndedLately(StatusIndex.ListedStatus listed, Optional<Status> status) {

  /**
   * The latest endings. Reads only what a listing does not tell.
   *
   * @param most how many
   * @throws dev.slipway.dispatch.model.RetryLater when the bucket does not answer
   */
  static List<EndedLately> of(Overview seen, StatusIndex statuses, int most) {
    return seen.ended().stream()
        .limit(most)
        .map(each -> new EndedLately(each, isTold(each) ? Optional.empty() : statuses.read(each)))
        .toList();
  }

  /** Nothing is wrong with what succeeded, and its name is known. */
  private static boolean isTold(StatusIndex.ListedStatus entry) {
    return entry.state().filter(state -> state == State.SUCCEEDED).isPresent()
        && !entry.object().isEmpty();
  }

  /** The latest endings as a section. */
  static WatchSection section(Overview seen, List<EndedLately> latest, String specBucket) {
    Table table = new Table("state", "spec", "ended");
    for (EndedLately each : latest) {
      table.row(
          each.listed.state().map(State::name).orElse("?"),
          each.name(specBucket),
          WatchCommand.ago(each.listed.updated(), seen.at()) + " ago");
    }
    String title = seen.isEndedCut() ? "Ended lately (may lack some)" : "Ended lately";
    return WatchSection.of(
        title, seen.ended().size(), table, latest.stream().map(EndedLately::why).toList());
  }

  private String name(String specBucket) {
    return status
        .map(known -> SubmissionName.of(known.submission(), specBucket))
        .orElseGet(() -> SubmissionName.of(listed, specBucket));
  }

  /** Each problem and what to do about it, as the status tells them. */
  private List<String> why() {
    return status.stream()
        .flatMap(known -> StatusText.problems("", known.problems()).lines().skip(1))
        .toList();
  }
}
