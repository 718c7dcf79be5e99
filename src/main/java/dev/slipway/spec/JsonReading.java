package dev.slipway.spec;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text to a JSON tree, strictly (RFC 8259): no comments, no trailing text, no name twice. */
final class JsonReading {

  private final String text;
  private final JsonReader reader;
  private final Findings findings = new Findings();
  private final TreeBounds bounds = new TreeBounds();

  private JsonReading(String text) {
    this.text = text;
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
  }

  /** Reads a document. Never throws for what stands in it. */
  static Tree read(String text) {
    return new JsonReading(text).document();
  }

  private Tree document() {
    try {
      return new Tree(Optional.of(whole()), findings.problems());
    } catch (Unreadable e) {
      return Tree.unreadable(e.problem());
    } catch (MalformedJsonException | EOFException e) {
      return asMeant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Json whole() throws IOException {
    Json value = value("", 0);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new MalformedJsonException("text after the end");
    }
    return value;
  }

  /** With what is wrong named, the rest is read as it was meant: all is told at once. */
  private Tree asMeant() {
    JsonSyntaxHints slips = JsonSyntaxHints.of(text);
    List<Problem> problems = new ArrayList<>(slips.problems());
    if (problems.isEmpty()) {
      problems.add(
          Problem.of(ProblemCode.NOT_JSON, "", "line", 1, "column", 1, "why", "unexpected text"));
      return new Tree(Optional.empty(), problems);
    }
    JsonReading meant = new JsonReading(slips.meant().orElse(""));
    try {
      Json root = meant.whole();
      problems.addAll(meant.findings.problems());
      return new Tree(Optional.of(root), problems);
    } catch (IOException | Unreadable e) {
      return new Tree(Optional.empty(), problems);
    }
  }

  private Json value(String where, int depth) throws IOException {
    JsonToken next = reader.peek();
    bounds.count(1, where);
    if (depth == SpecParser.DEEPEST
        && (next == JsonToken.BEGIN_OBJECT || next == JsonToken.BEGIN_ARRAY)) {
      throw new Unreadable(SpecParser.tooDeep(where));
    }
    return switch (next) {
      case BEGIN_OBJECT -> object(where, depth);
      case BEGIN_ARRAY -> array(where, depth);
      case STRING -> new Json.Text(findings.wellFormed(where, reader.nextString()));
      case NUMBER -> new Json.Num(reader.nextString());
      case BOOLEAN -> new Json.Bool(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield new Json.Null();
      }
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
          throw new MalformedJsonException("a value is missing");
    };
  }

  private Json.Obj object(String where, int depth) throws IOException {
    List<Json.Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int before = 0;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = findings.wellFormed(where, reader.nextName());
      TreeBounds.checkMember(before++, name, where);
      String path = Paths.member(where, name);
      Json value = value(path, depth + 1);
      if (names.add(name)) {
        members.add(new Json.Member(name, value));
      } else {
        findings.report(Problem.of(ProblemCode.DUPLICATE_FIELD, path));
      }
    }
    reader.endObject();
    return new Json.Obj(members);
  }

  private Json.Arr array(String where, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      TreeBounds.checkItem(items.size(), where);
      items.add(value(Paths.item(where, items.size()), depth + 1));
    }
    reader.endArray();
    return new Json.Arr(items);
  }
}
