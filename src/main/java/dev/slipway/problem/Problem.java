package dev.slipway.problem;

import dev.slipway.text.Cut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing to say about a submission: an error, a warning or a reason to wait, by where it is
 * said. It holds no value of {@code env}, {@code args} or {@code command}, whatever it is made of.
 *
 * @param code what kind of thing
 * @param where the JSON path in the user's own spelling; empty when it concerns the whole
 * @param facts the values found, allowed, nearest and so on, by name, in the order of telling
 */
public record Problem(ProblemCode code, String where, Map<String, String> facts) {

  /**
   * The most characters of {@code where} and of each fact; what is longer is cut, and marked as
   * cut. Without a bound, a spec that repeats a long text makes a status of many megabytes.
   */
  public static final int LONGEST = 1_000;

  public Problem {
    Map<String, String> cut = new LinkedHashMap<>();
    PrivateFacts.facts(code, where, facts)
        .forEach((name, value) -> cut.put(name, Cut.to(LONGEST, value)));
    where = Cut.to(LONGEST, PrivateFacts.path(where));
    facts = Collections.unmodifiableMap(cut);
  }

  /**
   * A problem with its facts.
   *
   * @param facts names and values in turn; values are turned into text
   * @throws IllegalArgumentException when a name has no value
   */
  public static Problem of(ProblemCode code, String where, Object... facts) {
    if (facts.length % 2 != 0) {
      throw new IllegalArgumentException("a fact without a value: " + facts[facts.length - 1]);
    }
    Map<String, String> byName = new LinkedHashMap<>();
    for (int i = 0; i < facts.length; i += 2) {
      byName.put(facts[i].toString(), facts[i + 1].toString());
    }
    return new Problem(code, where, byName);
  }
}
