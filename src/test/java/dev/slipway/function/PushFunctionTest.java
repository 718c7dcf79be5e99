package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.slipway.dispatch.model.RetryLater;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PushFunctionTest {

  private static final String PUSH = "{\"message\": {\"messageId\": \"9\", \"data\": \"e30=\"}}";

  private final List<String> handled = new ArrayList<>();
  private final FakeResponse answer = new FakeResponse();

  @Test
  void anEventThatIsDoneWithIsAcknowledged() throws IOException {
    function().service(new FakeRequest("POST", Map.of(), PUSH.getBytes(UTF_8)), answer);

    assertEquals("204 {} ", answer.toString());
    assertEquals(List.of("9"), handled);
  }

  @Test
  void anEventThatMustComeAgainIsAnsweredSoAndIsNoError() throws IOException {
    PushFunction later =
        new PushFunction(
            event -> {
              throw new RetryLater("503 queue/", new IllegalStateException());
            });

    later.service(new FakeRequest("POST", Map.of(), PUSH.getBytes(UTF_8)), answer);

    assertEquals(
        "503 {Content-Type=text/plain; charset=utf-8} The event must be delivered again: 503"
            + " queue/\n",
        answer.toString());
  }

  @Test
  void whatIsNoCloudEventIsRefusedWithTheReason() throws IOException {
    function().service(new FakeRequest("POST", Map.of("Ce-Id", "1"), new byte[0]), answer);

    assertEquals(
        "400 {Content-Type=text/plain; charset=utf-8} The request is no event: header ce-type is"
            + " missing.\n",
        answer.toString());
    assertEquals(List.of(), handled);
  }

  @Test
  void aRequestThatIsTooLargeIsNotReadToItsEnd() throws IOException {
    byte[] large = new byte[2 * PushFunction.LARGEST_REQUEST];
    FakeRequest request = new FakeRequest("POST", Map.of(), large);

    function().service(request, answer);

    assertEquals(
        "413 {Content-Type=text/plain; charset=utf-8} The request has more than 4194304 bytes; no"
            + " event of Slipway's has.\n",
        answer.toString());
    assertEquals(large.length - PushFunction.LARGEST_REQUEST - 1, request.body.available());
  }

  @Test
  void eventsAreTakenByPostOnly() throws IOException {
    function().service(new FakeRequest("GET", Map.of(), new byte[0]), answer);

    assertEquals(
        "405 {Allow=POST, Content-Type=text/plain; charset=utf-8} Events are taken by POST"
            + " only.\n",
        answer.toString());
  }

  private PushFunction function() {
    return new PushFunction(event -> handled.add(event.get().id()));
  }

  private static final class FakeRequest implements HttpRequest {
    private final String method;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final ByteArrayInputStream body;

    FakeRequest(String method, Map<String, String> headers, byte[] body) {
      this.method = method;
      headers.forEach((name, value) -> this.headers.put(name, List.of(value)));
      this.body = new ByteArrayInputStream(body);
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public InputStream getInputStream() {
      return body;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public String getUri() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getPath() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> getQuery() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> getQueryParameters() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, HttpPart> getParts() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> getContentType() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long getContentLength() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> getCharacterEncoding() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BufferedReader getReader() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class FakeResponse implements HttpResponse {
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    @Override
    public void setStatusCode(int code) {
      status = code;
    }

    @Override
    public void setStatusCode(int code, String message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setContentType(String contentType) {
      appendHeader("Content-Type", contentType);
    }

    @Override
    public Optional<String> getContentType() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void appendHeader(String header, String value) {
      headers.put(header, List.of(value));
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public OutputStream getOutputStream() {
      return body;
    }

    @Override
    public BufferedWriter getWriter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      List<String> shown = new ArrayList<>();
      headers.forEach((name, values) -> shown.add(name + "=" + String.join(",", values)));
      return status + " {" + String.join(", ", shown) + "} " + body.toString(UTF_8);
    }
  }
}
