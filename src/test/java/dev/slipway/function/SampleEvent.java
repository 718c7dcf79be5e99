package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.event.EventMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An event of function/events/, published when the test says, or about another spec.
 *
 * @param text the whole event in structured mode
 */
record SampleEvent(String text) {

  private static final Path FOLDER = Path.of("function/events");
  private static final String OBJECT = "team-a/train.json";
  private static final String GENERATION = "1763758800000001";
  private static final Pattern TIME = Pattern.compile("2000-01-01T00:00:00[.0]*Z");

  /** The one of this name, published just now. */
  static SampleEvent now(String name) {
    return at(Instant.now(), name);
  }

  /** The one of this name, published at this time. */
  static SampleEvent at(Instant published, String name) {
    try {
      String text = Files.readString(FOLDER.resolve(name + ".json"));
      return new SampleEvent(TIME.matcher(text).replaceAll(published.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same about another object, within its data, too. */
  SampleEvent about(String object, long generation) {
    return new SampleEvent(about(text, object, generation))
        .withPayload(payload -> about(payload, object, generation));
  }

  private static String about(String text, String object, long generation) {
    return text.replace(OBJECT, object).replace(GENERATION, Long.toString(generation));
  }

  /** The same with another message ID and key, and this spec in it. */
  SampleEvent carrying(String spec, String messageId, String key) {
    return new SampleEvent(
            text.replaceAll("\"300[12]\"", "\"" + messageId + "\"")
                .replace("nightly-2026-11-21", key))
        .withPayload(payload -> spec);
  }

  /** The same with another context attribute. */
  SampleEvent with(String attribute, String value) {
    JsonObject event = json();
    event.addProperty(attribute, value);
    return new SampleEvent(event.toString());
  }

  /** The same with this as its message's data, which should be base64. */
  SampleEvent withPayloadText(String data) {
    JsonObject event = json();
    event.getAsJsonObject("data").getAsJsonObject("message").addProperty("data", data);
    return new SampleEvent(event.toString());
  }

  private SampleEvent withPayload(UnaryOperator<String> change) {
    JsonObject data = json().getAsJsonObject("data");
    return Optional.ofNullable(data.getAsJsonObject("message"))
        .filter(message -> message.has("data"))
        .map(message -> decoded(message.get("data").getAsString()))
        .map(payload -> withPayloadText(encoded(change.apply(payload))))
        .orElse(this);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The same in binary mode, as Eventarc sends it. */
  EventMessage message() {
    Map<String, String> attributes = new HashMap<>();
    JsonObject event = json();
    JsonElement data = event.remove("data");
    String contentType = event.remove("datacontenttype").getAsString();
    event.asMap().forEach((name, value) -> attributes.put(name, value.getAsString()));
    return new EventMessage(attributes, contentType, data.toString());
  }

  private JsonObject json() {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
