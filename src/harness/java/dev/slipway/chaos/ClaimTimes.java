package dev.slipway.chaos;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When which launch was marked, as the events of the state bucket tell. */
final class ClaimTimes {

  private final Map<String, Instant> claims = new ConcurrentHashMap<>();

  /**
   * Hears of an object that was written.
   *
   * @return whether a launch was marked by it that nobody had heard of
   */
  boolean written(String object) {
    JsonObject json = JsonParser.parseString(object).getAsJsonObject();
    if (!json.get("name").getAsString().startsWith("queue/") || !json.has("metadata")) {
      return false;
    }
    JsonObject metadata = json.getAsJsonObject("metadata");
    if (!metadata.has("attempt") || !metadata.get("state").getAsString().equals("LAUNCHING")) {
      return false;
    }
    String attempt = metadata.get("attempt").getAsString();
    Instant at = Instant.parse(json.get("timeCreated").getAsString());
    boolean isNew = !claims.containsKey(attempt);
    claims.merge(attempt, at, (a, b) -> a.isBefore(b) ? a : b);
    return isNew;
  }

  /** By attempt, when its record was marked by the bucket's clock. */
  Map<String, Instant> all() {
    return Map.copyOf(claims);
  }
}
