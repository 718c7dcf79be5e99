package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Faults for whoever has nothing but {@code curl}. This is no API of Google's.
 *
 * <ul>
 *   <li>{@code POST /emulator/faults?rule=objects.insert:2=503} adds a rule, as {@link
 *       StorageFaultRule#parse} reads it.
 *   <li>{@code GET /emulator/faults} tells how many were injected so far.
 *   <li>{@code DELETE /emulator/faults} takes all rules away.
 * </ul>
 */
final class StorageFaultsRest {

  static final String PATH = "/emulator/faults";

  private final StorageFaults faults;

  StorageFaultsRest(StorageFaults faults) {
    this.faults = faults;
  }

  /**
   * Answers a request.
   *
   * @param query still encoded
   * @throws StorageRefusal if it is not understood
   */
  StorageAnswer answer(String method, Optional<String> query) {
    switch (method) {
      case "POST" -> add(StorageRequest.parseQuery(query));
      case "DELETE" -> faults.clear();
      case "GET" -> {}
      default ->
          throw StorageRefusal.invalid(
              "The HTTP method is " + method + ". Use POST, GET or DELETE.");
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("injected", faults.injected());
    return StorageAnswer.json(answer);
  }

  private void add(Map<String, String> query) {
    if (query.size() != 1 || !query.containsKey("rule")) {
      throw StorageRefusal.invalid(
          "The query must be rule=CALL[@BUCKET[/PREFIX]]:NTH[xTIMES]=FAULT.");
    }
    try {
      faults.add(StorageFaultRule.parse(query.getOrDefault("rule", "")));
    } catch (IllegalArgumentException e) {
      throw StorageRefusal.invalid(String.valueOf(e.getMessage()));
    }
  }
}
