package dev.slipway.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What time it is where the buckets are: by the Date header that every answer of HTTP carries, also
 * to a question that nobody may ask (https://www.rfc-editor.org/rfc/rfc9110#field.date).
 */
final class ServerClock {

  private static final URI CLOUD_STORAGE = URI.create("https://storage.googleapis.com/");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ServerClock() {}

  /**
   * How far the clock there is ahead of one here, at least; negative when it is behind.
   *
   * @param emulator where Cloud Storage is emulated; empty for the real one
   * @return empty when nothing comes back that says
   */
  static Optional<Duration> ahead(Optional<URI> emulator, InstantSource here) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(emulator.orElse(CLOUD_STORAGE)).timeout(PATIENCE).build();
    try {
      Instant asked = here.instant();
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      Instant answered = here.instant();
      return answer.headers().firstValue("Date").map(date -> ahead(parse(date), asked, answered));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What the answer's way, however long, and the header's whole seconds cannot explain. */
  private static Duration ahead(Instant date, Instant asked, Instant answered) {
    if (date.isAfter(answered)) {
      return Duration.between(answered, date);
    }
    Instant end = date.plusSeconds(1);
    return end.isBefore(asked) ? Duration.between(asked, end) : Duration.ZERO;
  }

  private static Instant parse(String date) {
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
