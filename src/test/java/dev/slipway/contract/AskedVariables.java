package dev.slipway.contract;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Variables of an environment that remember which of them were asked for. */
final class AskedVariables extends AbstractMap<String, String> {

  private final Map<String, String> variables;
  private final Set<String> asked = new TreeSet<>();

  AskedVariables(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String get(Object name) {
    asked.add((String) name);
    return variables.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    asked.add((String) name);
    return variables.containsKey(name);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return variables.entrySet();
  }

  /** The names that were asked for. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }
}
