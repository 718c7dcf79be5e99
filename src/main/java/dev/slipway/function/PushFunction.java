package dev.slipway.function;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.event.Event;
import dev.slipway.event.HttpEvents;
import dev.slipway.wiring.LaunchService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The entry point for events that come over plain HTTP: pushed by a Pub/Sub subscription, or as
 * CloudEvents. It does what {@link LaunchFunction} does, and says by its answer what is to become
 * of the event: 204 acknowledges it, 503 has it delivered again. Neither is an error of ours, as an
 * exception would be.
 */
public final class PushFunction implements HttpFunction {

  /**
   * In bytes. A published spec of the largest size, 1 MiB, takes 1.4 MiB in base64; the attributes
   * of a message have a place beside it. Pub/Sub itself lets messages of 10 MB through.
   */
  static final int LARGEST_REQUEST = 4 << 20;

  private static final int DONE = 204;
  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final int DELIVER_AGAIN = 503;

  /** Takes an event, which it reads when there is room for it. */
  private final Consumer<Supplier<Event>> launcher;

  /**
   * Reads the environment variables that function/README.md lists.
   *
   * @throws IllegalArgumentException when any are missing or wrong; its message names all of them
   */
  public PushFunction() {
    this(LaunchService.fromEnvironment()::accept);
  }

  PushFunction(Consumer<Supplier<Event>> launcher) {
    this.launcher = launcher;
  }

  /**
   * Handles one event and answers what is to become of it.
   *
   * @throws IOException when the sender is gone
   */
  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.appendHeader("Allow", "POST");
      answer(response, METHOD_NOT_ALLOWED, "Events are taken by POST only.");
      return;
    }
    try {
      launcher.accept(() -> read(request));
      response.setStatusCode(DONE);
    } catch (RetryLater e) {
      answer(response, DELIVER_AGAIN, "The event must be delivered again: " + e.getMessage());
    } catch (RefusedPush e) {
      answer(response, e.status, String.valueOf(e.getMessage()));
    }
  }

  private static Event read(HttpRequest request) {
    byte[] body = body(request);
    if (body.length > LARGEST_REQUEST) {
      throw new RefusedPush(
          TOO_LARGE,
          "The request has more than " + LARGEST_REQUEST + " bytes; no event of Slipway's has.");
    }
    try {
      return HttpEvents.read(headers(request), body);
    } catch (IllegalArgumentException e) {
      throw new RefusedPush(BAD_REQUEST, "The request is no event: " + e.getMessage() + ".");
    }
  }

  private static byte[] body(HttpRequest request) {
    try (InputStream content = request.getInputStream()) {
      return content.readNBytes(LARGEST_REQUEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of headers that come more than once the first counts, as none of ours does. */
  private static Map<String, String> headers(HttpRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
    }
    return headers;
  }

  private static void answer(HttpResponse response, int status, String line) throws IOException {
    response.setStatusCode(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A request that brings no event. */
  private static final class RefusedPush extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedPush(int status, String message) {
      super(message);
      this.status = status;
    }
  }
}
