package dev.slipway.web;

import dev.slipway.dispatch.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks which team, path and state; an ordinary form, so that it needs no script. */
final class FilterForm {

  /** More teams are to be typed into the path. */
  private static final int MOST_TEAMS = 200;

  private FilterForm() {}

  static Html of(Selection selection) {
    Query query = selection.query();
    List<Html> parts = new ArrayList<>();
    parts.add(
        choice(Selection.TEAM, "Team", "All teams", teams(selection), query.get(Selection.TEAM)));
    parts.add(path(query.get(Selection.PATH)));
    parts.add(
        choice(
            Selection.STATE,
            "State",
            "All states",
            Stream.of(State.values()).map(State::name).toList(),
            query.get(Selection.STATE)));
    parts.add(Element.of(Tag.BUTTON).with(Attribute.TYPE, "submit").of("Filter"));
    if (selection.isFiltered()) {
      parts.add(Element.of(Tag.A, "clear").to(Link.overview(Query.NOTHING)).of("Show all"));
    }
    return Element.of(Tag.FORM, "filter")
        .with(Attribute.METHOD, "get")
        .with(Attribute.ROLE, "search")
        .with(Attribute.ARIA_LABEL, "Filter")
        .to(Link.overview(Query.NOTHING))
        .of(parts);
  }

  /** The one that is chosen stays, even where nothing of it is left. */
  private static List<String> teams(Selection selection) {
    String chosen = selection.query().get(Selection.TEAM);
    return Stream.concat(
            selection.teams().stream().limit(MOST_TEAMS),
            Stream.of(chosen).filter(team -> !team.isEmpty()))
        .distinct()
        .sorted()
        .toList();
  }

  private static Html path(String value) {
    return field(
        Selection.PATH,
        "Path contains",
        Element.of(Tag.INPUT)
            .with(Attribute.ID, Selection.PATH)
            .with(Attribute.NAME, Selection.PATH)
            .with(Attribute.TYPE, "search")
            .with(Attribute.VALUE, value)
            .of());
  }

  private static Html choice(
      String name, String label, String all, List<String> values, String chosen) {
    List<Html> options = new ArrayList<>();
    options.add(Element.of(Tag.OPTION).with(Attribute.VALUE, "").of(all));
    for (String value : values) {
      Element option = Element.of(Tag.OPTION).with(Attribute.VALUE, value);
      options.add(
          (value.equals(chosen) ? option.with(Attribute.SELECTED, "selected") : option).of(value));
    }
    return field(
        name,
        label,
        Element.of(Tag.SELECT).with(Attribute.ID, name).with(Attribute.NAME, name).of(options));
  }

  private static Html field(String name, String label, Html input) {
    return Element.of(Tag.DIV, "field")
        .of(Element.of(Tag.LABEL).with(Attribute.FOR, name).of(label), input);
  }
}
