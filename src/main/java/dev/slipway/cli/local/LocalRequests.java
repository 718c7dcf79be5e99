package dev.slipway.cli.local;

import dev.slipway.emulator.LocalCallers;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests that do not come from {@link LocalCallers}. */
final class LocalRequests extends Handler.Wrapper {

  LocalRequests(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpFields headers = request.getHeaders();
    Optional<String> refusal =
        LocalCallers.refusal(
            Optional.ofNullable(headers.get(HttpHeader.HOST)),
            Optional.ofNullable(headers.get(HttpHeader.ORIGIN)));
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    response.setStatus(HttpStatus.FORBIDDEN_403);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
    Content.Sink.write(response, true, refusal.get(), callback);
    return true;
  }
}
