package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Bytes as text. UTF-8 is all that is read; a byte order mark in front is dropped.
 *
 * @param text without a byte order mark; empty where there is a problem
 * @param problem why the bytes are no text
 */
record SpecText(String text, Optional<Problem> problem) {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * What begins a file of another kind.
   *
   * @param name for people
   * @param bytes of which {@link #ANY} is any
   */
  private record Signature(String name, List<Integer> bytes) {
    boolean begins(byte[] content) {
      return content.length >= bytes.size()
          && IntStream.range(0, bytes.size())
              .allMatch(i -> bytes.get(i) < 0 || (content[i] & 0xff) == bytes.get(i));
    }
  }

  private static final int ANY = -1;

  /**
   * The first that fits counts. Without a mark, the zero bytes of ASCII letters give UTF-16 away.
   */
  private static final List<Signature> OTHERS =
      List.of(
          new Signature("UTF-32", List.of(0xff, 0xfe, 0, 0)),
          new Signature("UTF-32", List.of(0, 0)),
          new Signature("UTF-32", List.of(ANY, 0, 0, 0)),
          new Signature("UTF-16", List.of(0xff, 0xfe)),
          new Signature("UTF-16", List.of(0xfe, 0xff)),
          new Signature("UTF-16", List.of(0)),
          new Signature("UTF-16", List.of(ANY, 0)),
          new Signature("a gzip file", List.of(0x1f, 0x8b)),
          new Signature("a zip file", List.of(0x50, 0x4b, 3, 4)));

  static SpecText of(byte[] bytes) {
    Optional<Signature> other = OTHERS.stream().filter(s -> s.begins(bytes)).findFirst();
    if (other.isPresent()) {
      ProblemCode code =
          other.get().name().endsWith("file") ? ProblemCode.COMPRESSED_SPEC : ProblemCode.NOT_UTF8;
      return no(Problem.of(code, "", "looksLike", other.get().name()));
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      return no(Problem.of(ProblemCode.NOT_UTF8, "", "line", line(bytes, in.position())));
    }
    String text = out.flip().toString();
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new SpecText(marked ? text.substring(1) : text, Optional.empty());
  }

  private static SpecText no(Problem problem) {
    return new SpecText("", Optional.of(problem));
  }

  private static long line(byte[] bytes, int end) {
    String before = new String(Arrays.copyOf(bytes, end), StandardCharsets.ISO_8859_1);
    return 1 + before.chars().filter(c -> c == '\n').count();
  }
}
