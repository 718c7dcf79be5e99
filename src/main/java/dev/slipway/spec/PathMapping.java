package dev.slipway.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the user wrote what stands at a place of the one custom job that is made of every format:
 * {@code jobSpec.network} of a bare CustomJobSpec is the user's {@code network}.
 */
public final class PathMapping {

  /** For a document that is a custom job already. */
  static final PathMapping SAME = new PathMapping(List.of());

  /**
   * A part of the job that stands elsewhere in the document.
   *
   * @param from its path in the job
   * @param to its path in the document; empty when the format has no place for it
   */
  private record Move(String from, Optional<String> to) {}

  private final List<Move> moves;

  private PathMapping(List<Move> moves) {
    this.moves = moves;
  }

  /** These, and one more for what none of these moves. */
  PathMapping and(String from, String to) {
    return and(new Move(from, Optional.of(to)));
  }

  /** These, and one more part that the format has no place for. */
  PathMapping andNowhere(String from) {
    return and(new Move(from, Optional.empty()));
  }

  /** These, and then others for what none of these moves. */
  PathMapping andAll(PathMapping others) {
    PathMapping all = this;
    for (Move move : others.moves) {
      all = all.and(move);
    }
    return all;
  }

  private PathMapping and(Move move) {
    List<Move> more = new ArrayList<>(moves);
    more.add(move);
    return new PathMapping(List.copyOf(more));
  }

  /** The same in snake case. */
  PathMapping inSnakeCase() {
    return new PathMapping(
        moves.stream()
            .map(
                move ->
                    new Move(Spelling.toSnakeCase(move.from), move.to.map(Spelling::toSnakeCase)))
            .toList());
  }

  /**
   * The user's path of a path in the job.
   *
   * @return empty, the path of the whole, where the format has no place for it
   */
  public String original(String path) {
    return moves.stream()
        .filter(move -> Paths.isAtOrBelow(move.from, path))
        .findFirst()
        .map(move -> move.to.map(to -> joined(to, path.substring(move.from.length()))).orElse(""))
        .orElse(path);
  }

  private static String joined(String parent, String rest) {
    return parent.isEmpty() && rest.startsWith(".") ? rest.substring(1) : parent + rest;
  }
}
