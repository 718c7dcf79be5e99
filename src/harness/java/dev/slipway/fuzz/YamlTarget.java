package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Specs in YAML. What is accepted means the same when the engine's own loader turns it into objects
 * and these are written as JSON.
 */
final class YamlTarget {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(Integer.MAX_VALUE)
          .build();

  private YamlTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = JsonTarget.text(bytes);
    SpecOracle.check(bytes)
        .filter(accepted -> !JsonTarget.isJson(text))
        .ifPresent(accepted -> check(text, accepted));
  }

  private static void check(String text, SpecOracle.AcceptedSpec accepted) {
    json(text)
        .map(json -> SpecOracle.check(json.getBytes(UTF_8)))
        .ifPresent(
            theirs ->
                SpecOracle.same(
                    "as loaded",
                    accepted.job(),
                    theirs.orElseThrow(() -> new AssertionError("refused as loaded")).job()));
  }

  /** Empty where JSON has no such value, or the loader has bounds that we do not have. */
  private static Optional<String> json(String text) {
    Object loaded;
    try {
      loaded = new Load(SETTINGS).loadFromString(text);
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
    return isJson(loaded)
        ? Optional.of(
            new GsonBuilder()
                .serializeNulls()
                .disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .setObjectToNumberStrategy(ToNumberPolicy.BIG_DECIMAL)
                .create()
                .toJson(loaded))
        : Optional.empty();
  }

  private static boolean isJson(Object loaded) {
    if (loaded instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(YamlTarget::isJson);
    }
    if (loaded instanceof Collection<?> list) {
      return list.stream().allMatch(YamlTarget::isJson);
    }
    return !(loaded instanceof Double number) || Double.isFinite(number);
  }
}
