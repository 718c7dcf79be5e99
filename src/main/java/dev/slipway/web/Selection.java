package dev.slipway.web;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.Overview.ActiveItem;
import dev.slipway.dispatch.view.Overview.QueuedItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of an overview is asked for.
 *
 * @param query what asks
 * @param overview all of it
 * @param waiting who waits
 * @param active what is under way
 * @param ended what is over
 */
record Selection(
    Query query,
    Overview overview,
    ListPage<QueuedItem> waiting,
    ListPage<Under> active,
    ListPage<StatusIndex.ListedStatus> ended) {

  static final String TEAM = "team";
  static final String PATH = "path";
  static final String STATE = "state";
  static final String WAITING = "waiting";
  static final String ACTIVE = "active";
  static final String ENDED = "ended";

  private static final int ROWS = 50;
  private static final int ENDED_ROWS = 20;

  /** What is under way, and on which resource. */
  record Under(String resource, ActiveItem active) {}

  static Selection of(Overview overview, Query query) {
    RowFilter filter = new RowFilter(query.get(TEAM), query.get(PATH), query.get(STATE));
    List<QueuedItem> waiting =
        overview.waiting().stream()
            .filter(each -> filter.takes(each.entry().submission(), State.WAITING))
            .toList();
    List<Under> active =
        overview.resources().stream()
            .flatMap(of -> of.active().stream().map(each -> new Under(of.id(), each)))
            .filter(each -> filter.takes(each.active()))
            .toList();
    List<StatusIndex.ListedStatus> ended = overview.ended().stream().filter(filter::takes).toList();
    return new Selection(
        query,
        overview,
        ListPage.of(waiting, query.page(WAITING), ROWS),
        ListPage.of(active, query.page(ACTIVE), ROWS),
        ListPage.of(ended, query.page(ENDED), ENDED_ROWS));
  }

  /** Whether anything is filtered out, or may be. */
  boolean isFiltered() {
    return Stream.of(TEAM, PATH, STATE).anyMatch(name -> !query.get(name).isEmpty());
  }

  /** The teams that have anything here, in order. */
  List<String> teams() {
    Stream<String> waiting =
        overview.waiting().stream().map(each -> each.entry().submission().object());
    Stream<String> active =
        overview.resources().stream()
            .flatMap(each -> each.active().stream())
            .flatMap(each -> each.entry().stream())
            .map(entry -> entry.submission().object());
    Stream<String> ended = overview.ended().stream().map(StatusIndex.ListedStatus::object);
    return Stream.of(waiting, active, ended)
        .flatMap(names -> names)
        .map(Selection::team)
        .filter(team -> !team.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** The first segment of an object's name; empty when it has no other. */
  static String team(String object) {
    int slash = object.indexOf('/');
    return slash < 0 ? "" : object.substring(0, slash);
  }

  /** Conditions; those that are empty are none. */
  private record RowFilter(String team, String path, String state) {

    boolean takes(Submission submission, State in) {
      return takes(submission.object(), Optional.of(in));
    }

    boolean takes(ActiveItem active) {
      return takes(
          active.entry().map(SubmissionRecord::submission).map(Submission::object).orElse(""),
          Optional.of(active.state()));
    }

    boolean takes(StatusIndex.ListedStatus entry) {
      return takes(entry.object(), entry.state());
    }

    private boolean takes(String object, Optional<State> in) {
      return (team.isEmpty() || Selection.team(object).equals(team))
          && object.contains(path)
          && (state.isEmpty() || in.map(State::name).orElse("").equals(state));
    }
  }
}
