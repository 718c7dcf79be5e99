package dev.slipway.storage;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Status;
import dev.slipway.report.JsonFields;
import dev.slipway.report.StatusJson;
import dev.slipway.text.Cut;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How an ending is written: {@code {"schemaVersion":1,"status":{…},"spec":"…"}}, the status as in
 * the status document.
 */
final class OutcomeJson {

  /**
   * The largest document that is read, in bytes. Versions before 2026-12 wrote a spec of 1 MiB
   * whole, which takes up to six times that as a JSON text, with the status on top.
   */
  static final int LARGEST_BYTES = 16 << 20;

  /** The most bytes of the JSON text of a spec; 1 MiB of plain text fits. */
  static final int LARGEST_SPEC = 2 << 20;

  private static final int SCHEMA_VERSION = 1;

  private OutcomeJson() {}

  static byte[] write(Outcome outcome) {
    JsonObject document = new JsonObject();
    document.addProperty("schemaVersion", SCHEMA_VERSION);
    document.add("status", StatusJson.fitting(outcome.status()));
    document.addProperty("spec", shortened(outcome.spec()));
    return CompactJson.write(document).getBytes(StandardCharsets.UTF_8);
  }

  /** The beginning of a spec that is all escapes or not UTF-8, with a mark where it is cut. */
  private static String shortened(String spec) {
    String shown = spec;
    while (bytes(shown) > LARGEST_SPEC) {
      shown = Cut.to(shown.length() / 2, shown);
    }
    return shown;
  }

  private static int bytes(String spec) {
    return CompactJson.write(new JsonPrimitive(spec)).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * @throws RuntimeException of any kind when it cannot be read
   */
  static Outcome read(byte[] bytes) {
    JsonFields document =
        JsonFields.of(
            CompactJson.parse(new String(bytes, StandardCharsets.UTF_8)), UnreadableObject::new);
    int version = document.count("schemaVersion", 0);
    if (version != SCHEMA_VERSION) {
      throw new UnreadableObject("schemaVersion is " + version + ", not " + SCHEMA_VERSION);
    }
    return new Outcome(known(StatusJson.read(document.tree("status"))), document.text("spec"));
  }

  /**
   * @throws UnreadableObject when it is no status, or one of a newer version
   */
  static Status readStatus(String json) {
    return known(StatusJson.read(json));
  }

  private static Status known(Optional<Status> status) {
    return status.orElseThrow(
        () -> new UnreadableObject("it is no status that this version can read"));
  }
}
