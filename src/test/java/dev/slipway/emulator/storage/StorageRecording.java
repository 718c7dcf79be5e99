package dev.slipway.emulator.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one command of a client sent and was answered. Lines of a request start with {@code >},
 * those of its answer with {@code <}: first what is asked or the status, then headers, then, after
 * an empty line, the body. Generated values are written {@code <n1>}, {@code <etag>} and {@code
 * <root>}; a long body of one letter {@code <9437184 x>}; a carriage return {@code <cr>}.
 *
 * @param exchanges requests and answers, in order
 */
record StorageRecording(List<Exchange> exchanges) {

  /** A request and its answer. */
  record Exchange(RecordedPart request, RecordedPart answer) {}

  /**
   * A request or an answer.
   *
   * @param start method and path, or the status
   * @param headers headers by lower-case name
   * @param body the body; may be empty
   */
  record RecordedPart(String start, Map<String, String> headers, String body) {}

  static StorageRecording read(Path file) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    List<String> request = new ArrayList<>();
    List<String> answer = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(">")) {
        request.add(line);
      } else if (line.startsWith("<")) {
        answer.add(line);
      } else if (!request.isEmpty()) {
        exchanges.add(new Exchange(part(request), part(answer)));
        request.clear();
        answer.clear();
      }
    }
    if (!request.isEmpty()) {
      exchanges.add(new Exchange(part(request), part(answer)));
    }
    return new StorageRecording(exchanges);
  }

  private static RecordedPart part(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    int i = 1;
    for (; i < lines.size() && lines.get(i).length() > 1; i++) {
      String[] nameAndValue = lines.get(i).substring(2).split(": ", 2);
      headers.put(nameAndValue[0], nameAndValue[1]);
    }
    List<String> body =
        lines.stream()
            .skip(i + 1L)
            .map(line -> line.length() > 1 ? line.substring(2) : "")
            .toList();
    return new RecordedPart(lines.get(0).substring(2), headers, String.join("\n", body));
  }
}
