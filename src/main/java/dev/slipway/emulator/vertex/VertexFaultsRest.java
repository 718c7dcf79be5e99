package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults for whoever has nothing but {@code curl}. This is no API of Google's.
 *
 * <ul>
 *   <li>{@code POST /emulator/faults?method=CreateCustomJob&call=2&fault=refuse&code=UNAVAILABLE}
 *       adds a rule; without {@code call} it holds for every call. {@code fault} is {@code refuse}
 *       or {@code answer} with a {@code code}, {@code delay} with {@code by=PT5S}, or {@code
 *       loseAnswer}. {@code method=CreateCustomJob&displayName=train} without {@code call} holds
 *       for every creation of a job with that display name.
 *   <li>{@code GET /emulator/faults} tells how many were injected so far.
 *   <li>{@code DELETE /emulator/faults} takes all rules away.
 * </ul>
 */
final class VertexFaultsRest {

  static final String PATH = "/emulator/faults";
  private static final Set<String> PARAMETERS =
      Set.of("method", "displayName", "call", "fault", "code", "message", "by");
  private static final String METHODS =
      Arrays.stream(VertexMethod.values())
          .map(VertexMethod::rpc)
          .collect(Collectors.joining(" or "));

  private final VertexFaults faults;

  VertexFaultsRest(VertexFaults faults) {
    this.faults = faults;
  }

  /**
   * Answers a request.
   *
   * @param query still encoded; may be empty
   * @throws VertexException if it is not understood
   */
  VertexRest.RestAnswer answer(String method, String query) {
    switch (method) {
      case "POST" -> add(VertexRestQuery.parse(query, PARAMETERS));
      case "DELETE" -> faults.clear();
      case "GET" -> {}
      default -> throw invalid("the HTTP method", method, "POST, GET or DELETE");
    }
    return new VertexRest.RestAnswer(200, "{\"injected\": %d}\n".formatted(faults.injected()));
  }

  private void add(VertexRestQuery query) {
    String name = query.text("method");
    VertexMethod method =
        VertexMethod.ofRpc(name).orElseThrow(() -> invalid("method", name, METHODS));
    VertexFault fault = fault(query);
    String displayName = query.text("displayName");
    if (!displayName.isEmpty()) {
      if (method != VertexMethod.CREATE_CUSTOM_JOB || !query.text("call").isEmpty()) {
        throw invalid("displayName", displayName, "with method=CreateCustomJob and no call");
      }
      faults.onEveryCreation(displayName, fault);
      return;
    }
    if (query.text("call").isEmpty()) {
      faults.onEveryCall(method, fault);
      return;
    }
    int call = query.number("call");
    if (call < 1) {
      throw invalid("call", query.text("call"), "1, the next one, or more; without it, every call");
    }
    faults.onCall(call, method, fault);
  }

  private static VertexFault fault(VertexRestQuery query) {
    String fault = query.text("fault");
    return switch (fault) {
      case "refuse" -> refuse(code(query.text("code")), query.text("message"));
      case "answer" -> VertexFault.answer(code(query.text("code")));
      case "delay" -> VertexFault.delay(length(query.text("by")));
      case "loseAnswer" -> VertexFault.loseAnswer();
      default -> throw invalid("fault", fault, "refuse, answer, delay or loseAnswer");
    };
  }

  private static VertexFault refuse(Code code, String message) {
    return message.isEmpty() ? VertexFault.refuse(code) : VertexFault.refuse(code, message);
  }

  private static Code code(String name) {
    return Arrays.stream(Code.values())
        .filter(code -> code.name().equals(name))
        .filter(code -> code != Code.OK && code != Code.UNRECOGNIZED)
        .findFirst()
        .orElseThrow(() -> invalid("code", name, "a gRPC error code such as UNAVAILABLE"));
  }

  private static Duration length(String text) {
    try {
      Duration length = Duration.parse(text);
      if (!length.isNegative()) {
        return length;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for a negative one.
    }
    throw invalid("by", text, "an ISO-8601 duration such as PT5S");
  }

  private static VertexException invalid(String parameter, String value, String expected) {
    return new VertexException(
        Code.INVALID_ARGUMENT, "%s is '%s'; expected: %s.".formatted(parameter, value, expected));
  }
}
