package dev.slipway.function;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.slipway.web.Query;
import dev.slipway.web.Request;
import dev.slipway.web.Response;
import dev.slipway.wiring.StatusPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The entry point for people who look: the queue, the resources and every submission, as pages and
 * as JSON. Changes nothing. The Functions Framework makes one for each instance and calls it from
 * many threads.
 */
public final class StatusFunction implements HttpFunction {

  private final StatusPage page;

  /**
   * Reads the environment variables that function/README.md lists, the same as the launcher's.
   *
   * @throws IllegalArgumentException when any are missing or wrong; its message names all of them
   */
  public StatusFunction() {
    page = StatusPage.fromEnvironment();
  }

  /**
   * Answers a request.
   *
   * @throws IOException when whoever asked is gone
   */
  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    Response answer = page.answer(asked(request));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::appendHeader);
    if (!request.getMethod().equals("HEAD") && answer.status() != 304) {
      response.getOutputStream().write(body);
    }
  }

  private static Request asked(HttpRequest request) {
    return new Request(
        request.getMethod(),
        request.getPath(),
        Query.of(request.getQuery().orElse("")),
        header(request, "accept"),
        header(request, "if-none-match"));
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(Map.Entry::getValue)
        .flatMap(List::stream)
        .reduce("", (all, one) -> all.isEmpty() ? one : all + ", " + one);
  }
}
