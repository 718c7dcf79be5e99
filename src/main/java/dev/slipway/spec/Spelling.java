package dev.slipway.spec;

import java.util.Locale;

/** How a document spells its field names. The API takes both. */
public enum Spelling {
  /** {@code workerPoolSpecs} */
  CAMEL,
  /** {@code worker_pool_specs} */
  SNAKE;

  /** A path given in camel case, in this spelling. */
  public String of(String camelPath) {
    return this == CAMEL
        ? camelPath
        : camelPath.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /**
   * Snake case as soon as one name of the document's structure has an underscore; label and
   * variable names don't count.
   */
  public static Spelling of(Json.Obj document) {
    return document.members().stream()
            .anyMatch(
                member ->
                    member.name().contains("_")
                        || (member.value() instanceof Json.Obj inner
                            && !member.name().equals("labels")
                            && of(inner) == SNAKE))
        ? SNAKE
        : CAMEL;
  }
}
