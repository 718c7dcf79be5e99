package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 to a JSON tree: one document, scalars as the core schema reads them, no name twice, no
 * tags but that schema's. Aliases stand for a copy, within bounds. Merge keys are not part of YAML
 * 1.2: {@code <<} is a name like any other.
 */
final class YamlReading {

  /**
   * In code points. The engine copies all of an open scalar each time it reads so many more: with
   * its own 1,024 a text of one megabyte costs gigabytes.
   */
  private static final int BUFFER = 1 << 16;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("spec")
          .setCodePointLimit(SpecParser.LARGEST_BYTES)
          .setBufferSize(BUFFER)
          .build();

  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> COLLECTION_TAGS = Set.of("!", CORE + "map", CORE + "seq");
  private static final String TEXT_TAG = CORE + "str";

  /**
   * A value and what an alias to it costs.
   *
   * @param levels of nesting within, 0 for a scalar
   * @param size in UTF-16 units, about
   * @param values how many there are, itself included
   */
  private record Sized(Json value, int levels, long size, int values) {}

  private final String text;
  private final Iterator<Event> events;
  private final Findings findings = new Findings();
  private final TreeBounds bounds = new TreeBounds();
  private final Map<String, Sized> anchored = new HashMap<>();
  private long copied;

  /** The path of the value that is read. */
  private String place = "";

  private YamlReading(String text) {
    this.text = text;
    this.events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /** Reads a document. Never throws for what stands in it. */
  static Tree read(String text) {
    YamlReading reading = new YamlReading(text);
    try {
      return reading.document();
    } catch (Unreadable e) {
      return Tree.unreadable(e.problem());
    }
  }

  private Tree document() {
    next();
    if (!(next() instanceof DocumentStartEvent start)) {
      throw new Unreadable(Problem.of(ProblemCode.EMPTY_SPEC, ""));
    }
    if (!start.getTags().isEmpty()) {
      throw new Unreadable(tagDirective(start));
    }
    if (start.getSpecVersion().filter(YamlReading::isOlder).isPresent()) {
      throw unexpected(start, "YAML 1.1 asked for, where yes and 012 mean something else");
    }
    Json root = value(next(), "", 0).value();
    next();
    if (!(next() instanceof StreamEndEvent)) {
      throw new Unreadable(Problem.of(ProblemCode.SEVERAL_SPECS, ""));
    }
    return new Tree(Optional.of(root), findings.problems());
  }

  /** Each use of a handle is written out: a long prefix that is used often would fill the heap. */
  private static Problem tagDirective(DocumentStartEvent start) {
    String handle = start.getTags().keySet().iterator().next();
    return Problem.of(ProblemCode.YAML_TAG_DIRECTIVE, "", "found", Paths.shortened(handle));
  }

  private static boolean isOlder(SpecVersion version) {
    return version.getMajor() == 1 && version.getMinor() < 2;
  }

  /** The parser's own faults (a number that is none in an escape) are told as those of the text. */
  private Event next() {
    try {
      return events.next();
    } catch (YamlEngineException e) {
      throw new Unreadable(YamlFaults.problem(e, text, place));
    } catch (NumberFormatException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw new Unreadable(
          YamlFaults.at(ProblemCode.NOT_YAML, Optional.empty(), "why", "unexpected text"));
    }
  }

  private Sized value(Event event, String where, int depth) {
    if (event instanceof AliasEvent alias) {
      return copy(alias, where, depth);
    }
    bounds.count(1, where);
    Sized read = event instanceof ScalarEvent scalar ? scalar(scalar, where) : null;
    if (event instanceof CollectionStartEvent collection) {
      if (depth == SpecParser.DEEPEST) {
        throw new Unreadable(SpecParser.tooDeep(where));
      }
      checkTag(collection, where);
      read =
          collection instanceof MappingStartEvent ? mapping(where, depth) : sequence(where, depth);
    }
    if (read == null) {
      throw unexpected(event, "a value is missing");
    }
    Sized complete = read;
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchored.put(anchor.getValue(), complete));
    return complete;
  }

  private Sized copy(AliasEvent alias, String where, int depth) {
    Sized original = anchored.get(alias.getAlias().getValue());
    if (original == null) {
      throw unexpected(
          alias, "*" + alias.getAlias().getValue() + " has no complete &anchor before it");
    }
    if (depth + original.levels > SpecParser.DEEPEST) {
      throw new Unreadable(SpecParser.tooDeep(where));
    }
    bounds.count(original.values, where);
    copied += original.size;
    if (copied > SpecParser.LARGEST_BYTES) {
      throw new Unreadable(
          Problem.of(ProblemCode.ALIASES_TOO_LARGE, where, "most", SpecParser.LARGEST_BYTES));
    }
    return original;
  }

  private Sized scalar(ScalarEvent scalar, String where) {
    String content = findings.wellFormed(where, scalar.getValue());
    Json value = new Json.Text(content);
    Optional<String> tag = scalar.getTag();
    if (tag.isEmpty() && scalar.isPlain()) {
      refuseSmartQuote(scalar);
      value = YamlScalars.of(content);
    } else if (tag.filter(t -> !t.equals("!") && !t.equals(TEXT_TAG)).isPresent()) {
      findings.report(Problem.of(ProblemCode.YAML_TAG, where, "found", Paths.shortened(tag.get())));
    }
    return new Sized(value, 0, 1 + content.length(), 1);
  }

  private void checkTag(CollectionStartEvent collection, String where) {
    collection
        .getTag()
        .filter(tag -> !COLLECTION_TAGS.contains(tag))
        .ifPresent(
            tag ->
                findings.report(
                    Problem.of(ProblemCode.YAML_TAG, where, "found", Paths.shortened(tag))));
  }

  private Sized mapping(String where, int depth) {
    List<Json.Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int levels = 0;
    long size = 1;
    int values = 1;
    int before = 0;
    for (Event key = next(); !(key instanceof MappingEndEvent); key = next()) {
      String name = name(key, where);
      TreeBounds.checkMember(before++, name, where);
      String path = Paths.member(where, name);
      place = path;
      Sized value = value(next(), path, depth + 1);
      levels = Math.max(levels, value.levels);
      size += 1 + name.length() + value.size;
      values += value.values;
      if (names.add(name)) {
        members.add(new Json.Member(name, value.value));
      } else {
        findings.report(Problem.of(ProblemCode.DUPLICATE_FIELD, path));
      }
    }
    return new Sized(new Json.Obj(members), levels + 1, size, values);
  }

  private String name(Event key, String where) {
    if (key instanceof AliasEvent alias
        && copy(alias, where, 0).value instanceof Json.Text anchoredName) {
      return anchoredName.value();
    }
    if (!(key instanceof ScalarEvent scalar)) {
      throw unexpected(key, "a name must be a plain or quoted text");
    }
    Sized name = scalar(scalar, where);
    scalar.getAnchor().ifPresent(anchor -> anchored.put(anchor.getValue(), name));
    return findings.wellFormed(where, scalar.getValue());
  }

  private Sized sequence(String where, int depth) {
    List<Json> items = new ArrayList<>();
    int levels = 0;
    long size = 1;
    int values = 1;
    for (Event item = next(); !(item instanceof SequenceEndEvent); item = next()) {
      TreeBounds.checkItem(items.size(), where);
      Sized value = value(item, Paths.item(where, items.size()), depth + 1);
      levels = Math.max(levels, value.levels);
      size += value.size;
      values += value.values;
      items.add(value.value);
    }
    return new Sized(new Json.Arr(items), levels + 1, size, values);
  }

  /** To YAML they are letters: the value would keep them. */
  private void refuseSmartQuote(ScalarEvent scalar) {
    if (JsonSyntaxHints.beginsWithSmartQuote(scalar.getValue())) {
      throw new Unreadable(
          YamlFaults.at(
              ProblemCode.SMART_QUOTES,
              scalar.getStartMark(),
              "found",
              scalar.getValue().substring(0, 1)));
    }
  }

  private Unreadable unexpected(Event event, String why) {
    return new Unreadable(YamlFaults.notYaml(event.getStartMark(), why, text, place));
  }
}
