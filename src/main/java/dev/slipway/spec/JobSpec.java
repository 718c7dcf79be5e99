package dev.slipway.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a user asked for, as far as Slipway decides by it. Texts are empty when absent.
 *
 * @param displayName of the job
 * @param persistentResource as written: an ID
 * @param labels the user's own, in the document's order
 * @param requirements what decides whether it fits
 * @param claims what decides whether a policy allows it
 */
public record JobSpec(
    String displayName,
    String persistentResource,
    Map<String, String> labels,
    Requirements requirements,
    PolicyFacts claims) {
  public JobSpec {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
