package dev.slipway.spec;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes to a JSON tree, strictly (RFC 8259): no comments, no trailing text, no name twice. A byte
 * order mark is overlooked.
 */
public final class SpecParser {

  /** The largest spec that is read, in bytes: 1 MiB. */
  public static final int LARGEST_BYTES = 1 << 20;

  /** How deep objects and lists may be nested. */
  public static final int DEEPEST = 64;

  /** Nobody reads more problems than this, and a hostile document has a hundred thousand. */
  private static final int MOST_PROBLEMS = 100;

  private static final Pattern POSITION = Pattern.compile("line (\\d+) column (\\d+)");

  private final JsonReader reader;
  private final List<Problem> problems = new ArrayList<>();

  private SpecParser(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
  }

  /** Reads a document. Never throws for what stands in it. */
  public static Parsed parse(byte[] bytes) {
    if (bytes.length > LARGEST_BYTES) {
      return unreadable(tooLarge(bytes.length));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SpecParser(text).document();
    } catch (CharacterCodingException e) {
      return unreadable(Problem.of(ProblemCode.NOT_UTF8, ""));
    }
  }

  /** The problem of a spec of so many bytes. */
  public static Problem tooLarge(long bytes) {
    return Problem.of(ProblemCode.SPEC_TOO_LARGE, "", "bytes", bytes, "most", LARGEST_BYTES);
  }

  private static Parsed unreadable(Problem problem) {
    return new Parsed(Optional.empty(), List.of(problem));
  }

  private Parsed document() {
    try {
      Json value = value("", 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("text after the end");
      }
      if (value instanceof Json.Obj document) {
        return new Parsed(Optional.of(document), problems);
      }
      return unreadable(Problem.of(ProblemCode.NOT_AN_OBJECT, "", "found", value.kind()));
    } catch (TooDeep e) {
      return unreadable(Problem.of(ProblemCode.SPEC_TOO_DEEP, e.where, "most", DEEPEST));
    } catch (MalformedJsonException | EOFException e) {
      return unreadable(notJson(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Problem notJson(IOException e) {
    String why = e instanceof EOFException ? "the text ends too early" : "unexpected text";
    // Gson tells the position of its own errors only in their messages; of ours, where it stands.
    Matcher position = POSITION.matcher(e.getMessage() + reader);
    return position.find()
        ? Problem.of(
            ProblemCode.NOT_JSON,
            "",
            "line",
            position.group(1),
            "column",
            position.group(2),
            "why",
            why)
        : Problem.of(ProblemCode.NOT_JSON, "", "line", "?", "column", "?", "why", why);
  }

  private Json value(String where, int depth) throws IOException {
    JsonToken next = reader.peek();
    if (depth == DEEPEST && (next == JsonToken.BEGIN_OBJECT || next == JsonToken.BEGIN_ARRAY)) {
      throw new TooDeep(where);
    }
    return switch (next) {
      case BEGIN_OBJECT -> object(where, depth);
      case BEGIN_ARRAY -> array(where, depth);
      case STRING -> new Json.Text(wellFormed(where, reader.nextString()));
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
    reader.beginObject();
    while (reader.hasNext()) {
      String name = wellFormed(where, reader.nextName());
      String path = Paths.member(where, name);
      Json value = value(path, depth + 1);
      if (names.add(name)) {
        members.add(new Json.Member(name, value));
      } else {
        report(Problem.of(ProblemCode.DUPLICATE_FIELD, path));
      }
    }
    reader.endObject();
    return new Json.Obj(members);
  }

  private Json.Arr array(String where, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(value(Paths.item(where, items.size()), depth + 1));
    }
    reader.endArray();
    return new Json.Arr(items);
  }

  /** Half a surrogate pair has no UTF-8 form: it would be sent as a question mark. */
  private String wellFormed(String where, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      report(Problem.of(ProblemCode.BROKEN_TEXT, where));
      return text.replaceAll("[\\ud800-\\udfff]", "\ufffd");
    }
    return text;
  }

  private void report(Problem problem) {
    if (problems.size() < MOST_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Ends the reading at the place where it went too deep. */
  private static final class TooDeep extends IOException {
    private static final long serialVersionUID = 1;
    private final String where;

    TooDeep(String where) {
      this.where = where;
    }
  }
}
