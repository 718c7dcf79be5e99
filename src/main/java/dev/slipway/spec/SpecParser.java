package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Bytes to the one custom job they ask for, in whatever format. What begins with a bracket (after
 * white space and comments, if any) is read as strict JSON, and never as YAML, which would make
 * something else of a comment that begins with slashes; everything else is read as YAML 1.2. What
 * the file is called does not matter.
 */
public final class SpecParser {

  /** The largest spec that is read, in bytes: 1 MiB. */
  public static final int LARGEST_BYTES = 1 << 20;

  /** How deep objects and lists may be nested. */
  public static final int DEEPEST = 64;

  private SpecParser() {}

  /** gcloud writes this to its standard error, which {@code 2>&1} puts in front of the document. */
  private static final String REMARK = "Using endpoint [";

  /** Reads a document. Never throws for what stands in it. */
  public static Parsed parse(byte[] bytes) {
    Tree tree = read(bytes, SpecParser::tree);
    return tree.root().isPresent()
        ? CustomJobNormalizer.of(tree.root().get(), tree.problems())
        : Parsed.unreadable(tree.problems());
  }

  /**
   * Reads strict JSON, whatever it means: a document that is no spec. Never throws for what stands
   * in it.
   */
  public static Tree parseJson(byte[] bytes) {
    return read(bytes, JsonReading::read);
  }

  /**
   * Reads JSON or YAML, whatever it means: a document that is no spec. Never throws for what stands
   * in it.
   */
  public static Tree parseTree(byte[] bytes) {
    return read(bytes, SpecParser::tree);
  }

  private static Tree read(byte[] bytes, Function<String, Tree> syntax) {
    if (bytes.length > LARGEST_BYTES) {
      return Tree.unreadable(tooLarge(bytes.length));
    }
    SpecText text = SpecText.of(bytes);
    return text.problem().map(Tree::unreadable).orElseGet(() -> syntax.apply(text.text()));
  }

  /** The problem of a spec of so many bytes. */
  public static Problem tooLarge(long bytes) {
    return Problem.of(ProblemCode.SPEC_TOO_LARGE, "", "bytes", bytes, "most", LARGEST_BYTES);
  }

  static Problem tooDeep(String where) {
    return Problem.of(ProblemCode.SPEC_TOO_DEEP, where, "most", DEEPEST);
  }

  private static Tree tree(String text) {
    if (!text.startsWith(REMARK)) {
      return document(text);
    }
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    Tree rest = document(" ".repeat(end) + text.substring(end));
    List<Problem> problems = new ArrayList<>();
    problems.add(
        Problem.of(
            ProblemCode.REMARK_OF_GCLOUD,
            "",
            "line",
            1,
            "found",
            Paths.shortened(text.substring(0, end).strip())));
    problems.addAll(rest.problems());
    return new Tree(rest.root(), problems);
  }

  private static Tree document(String text) {
    int start = start(text);
    if (start == text.length()) {
      return Tree.unreadable(Problem.of(ProblemCode.EMPTY_SPEC, ""));
    }
    boolean bracket = text.charAt(start) == '{' || text.charAt(start) == '[';
    return bracket ? JsonReading.read(text) : YamlReading.read(text);
  }

  /** Where the first thing stands that is neither white space nor part of a comment. */
  private static int start(String text) {
    int at = 0;
    while (at < text.length()) {
      int comment = JsonSyntaxHints.lengthOfComment(text, at);
      if (comment == 0 && !Character.isWhitespace(text.charAt(at))) {
        return at;
      }
      at += Math.max(1, comment);
    }
    return at;
  }
}
