package dev.slipway.web;

import dev.slipway.spec.JsonWriting;
import dev.slipway.spec.PrivateValues;
import dev.slipway.spec.SpecParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A spec for those who did not ask for the values of its environment variables: as JSON, whatever
 * it was written as, since only what was read tells values from the rest.
 */
final class MaskedSpec {

  /** In an address: {@code env=show} asks for the text as uploaded. */
  static final String PARAMETER = "env";

  private static final String SHOW = "show";

  private MaskedSpec() {}

  /** Whether a request asks for the text as uploaded. */
  static boolean isAskedFor(Query query) {
    return query.get(PARAMETER).equals(SHOW);
  }

  /** The same request, asking for the text as uploaded. */
  static Query asking(Query query) {
    return query.with(PARAMETER, SHOW);
  }

  /** The spec without those values; empty when it cannot be read. */
  static Optional<String> of(String spec) {
    return SpecParser.parseTree(spec.getBytes(StandardCharsets.UTF_8))
        .root()
        .map(PrivateValues::withoutEnvironment)
        .map(masked -> JsonWriting.indented(masked) + "\n");
  }
}
