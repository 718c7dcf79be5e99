package dev.slipway.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.slipway.emulator.vertex.VertexEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** Sends JSON to the emulator as curl would. */
public record RestClient(URI root, HttpClient http) {

  /**
   * What is sent.
   *
   * @param path with its query
   */
  record RestRequest(String method, String path, Optional<JsonElement> body) {}

  /** What comes back. */
  public record Reply(int status, JsonElement body) {

    /** The message of an error. */
    public String message() {
      return body.getAsJsonObject().getAsJsonObject("error").get("message").getAsString();
    }
  }

  public static RestClient of(VertexEmulator emulator) {
    return new RestClient(emulator.restUri(), HttpClient.newHttpClient());
  }

  public Reply send(RestRequest request) {
    return send(request.method(), request.path(), request.body().map(Object::toString).orElse(""));
  }

  public Reply get(String path) {
    return send("GET", path, "");
  }

  /**
   * Sends a request.
   *
   * @throws UncheckedIOException if no answer comes
   */
  public Reply send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), JsonParser.parseString(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
