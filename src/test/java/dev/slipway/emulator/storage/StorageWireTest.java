package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests in forms that Google's Java client does not send, or not when asked to. */
class StorageWireTest {

  private static final String UPLOAD = "/upload/storage/v1/b/specs/o";

  private final HttpClient http = HttpClient.newHttpClient();
  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(path.startsWith("http") ? path : rig.emulator.uri() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static String message(HttpResponse<String> refusal) {
    return JsonParser.parseString(refusal.body())
        .getAsJsonObject()
        .getAsJsonObject("error")
        .get("message")
        .getAsString();
  }

  @Test
  void theMultipartFormOfGcloudIsUnderstood() throws Exception {
    String body =
        """
        --===1==
        content-type: application/json; charset=UTF-8

        {"name": "a.json", "metadata": {"k": "v"}}
        --===1==
        content-type: application/json

        line\r

        --not the end

        --===1==--\
        """;

    HttpResponse<String> response =
        send(
            "POST",
            UPLOAD + "?alt=json&uploadType=multipart&ifGenerationMatch=0",
            body,
            "Content-Type",
            "multipart/related; boundary='===1=='");

    assertEquals(200, response.statusCode(), response.body());
    ObjectVersion object = rig.emulator.get("specs", "a.json").orElseThrow();
    assertEquals("line\r\n\n--not the end\n", object.content().text());
    assertEquals(
        new ObjectAttributes(Map.of("contentType", "application/json"), Map.of("k", "v")),
        object.attributes());
  }

  @Test
  void bytesAloneAreUploadedUnderTheNameOfTheQuery() throws Exception {
    HttpResponse<String> response =
        send("POST", UPLOAD + "?uploadType=media&name=a+b", "x", "Content-Type", "text/plain");

    assertEquals(200, response.statusCode(), response.body());
    assertEquals("x", rig.emulator.get("specs", "a b").orElseThrow().content().text());
  }

  @Test
  void aWrongHashHeaderIsRefused() throws Exception {
    HttpResponse<String> response =
        send(
            "POST",
            UPLOAD + "?uploadType=media&name=a",
            "abc",
            "x-goog-hash",
            "crc32c=NksrUg==,md5=AAAA");

    assertEquals(400, response.statusCode());
    assertEquals(
        "Provided CRC32C \"NksrUg==\" doesn't match calculated CRC32C \"Nks/tw==\".",
        message(response));
    assertEquals(List.of(), rig.journaled());
  }

  @Test
  void aResumableUploadTellsWhatArrivedAndEndsOnce() throws Exception {
    String session =
        send("POST", "/resumable" + UPLOAD + "?uploadType=resumable", "{\"name\":\"a\"}")
            .headers()
            .firstValue("Location")
            .orElseThrow();

    HttpResponse<String> nothing = send("PUT", session, "", "Content-Range", "bytes */*");
    HttpResponse<String> part = send("PUT", session, "abc", "Content-Range", "bytes 0-2/*");
    HttpResponse<String> overlap = send("PUT", session, "cde", "Content-Range", "bytes 2-4/*");
    HttpResponse<String> gap = send("PUT", session, "z", "Content-Range", "bytes 9-9/*");
    HttpResponse<String> end = send("PUT", session, "f", "Content-Range", "bytes 5-5/6");
    HttpResponse<String> again = send("PUT", session, "", "Content-Range", "bytes */6");

    assertEquals(
        List.of(308, 308, 308, 308, 200, 200),
        Stream.of(nothing, part, overlap, gap, end, again).map(HttpResponse::statusCode).toList());
    assertTrue(nothing.headers().firstValue("Range").isEmpty());
    assertEquals("bytes=0-2", part.headers().firstValue("Range").orElseThrow());
    assertEquals("bytes=0-4", overlap.headers().firstValue("Range").orElseThrow());
    assertEquals("bytes=0-4", gap.headers().firstValue("Range").orElseThrow());
    assertEquals(end.body(), again.body());
    assertEquals("abcdef", rig.emulator.get("specs", "a").orElseThrow().content().text());
    assertEquals(List.of("object.written specs/a"), rig.journaled());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 3-*/*, 200,",
    "bytes 0-*/*, 200,",
    "bytes 3-*/6, 200,",
    "bytes 3-*/7, 308, bytes=0-5",
    "bytes 3-5/*, 308, bytes=0-5",
    "bytes 4-*/*, 308, bytes=0-2",
    "bytes */6, 308, bytes=0-2"
  })
  void anUploadOfUnknownLengthEndsWithTheRequestThatIsOpen(
      String contentRange, int status, @Nullable String range) throws Exception {
    String session =
        send("POST", UPLOAD + "?uploadType=resumable&name=a", "")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    send("PUT", session, "abc", "Content-Range", "bytes 0-2/*");
    String bytes = contentRange.startsWith("bytes 0") ? "abcdef" : "def";

    HttpResponse<String> response = send("PUT", session, bytes, "Content-Range", contentRange);

    assertEquals(status, response.statusCode(), response.body());
    assertEquals(range, response.headers().firstValue("Range").orElse(null));
    assertEquals(
        status == 200 ? Optional.of("abcdef") : Optional.empty(),
        rig.emulator.get("specs", "a").map(object -> object.content().text()));
  }

  @Test
  void googlesGoClientPostsBytesAndWantsNo308() throws Exception {
    String session =
        send("POST", UPLOAD + "?uploadType=resumable&name=a", "null")
            .headers()
            .firstValue("Location")
            .orElseThrow();

    HttpResponse<String> part =
        send("POST", session, "abc", "Content-Range", "bytes 0-2/*", "X-GUploader-No-308", "yes");
    HttpResponse<String> end =
        send("POST", session, "d", "Content-Range", "bytes 3-3/4", "X-GUploader-No-308", "yes");

    assertEquals(List.of(200, 200), List.of(part.statusCode(), end.statusCode()));
    assertEquals(
        List.of("308"), part.headers().allValues("X-Http-Status-Code-Override"), part::toString);
    assertEquals("bytes=0-2", part.headers().firstValue("Range").orElseThrow());
    assertEquals(List.of(), end.headers().allValues("X-Http-Status-Code-Override"));
    assertEquals("abcd", rig.emulator.get("specs", "a").orElseThrow().content().text());
  }

  @Test
  void theHashOfAnUploadMayComeWithItsLastBytes() throws Exception {
    String session =
        send("POST", UPLOAD + "?uploadType=resumable&name=a", "")
            .headers()
            .firstValue("Location")
            .orElseThrow();

    HttpResponse<String> refused =
        send(
            "PUT",
            session,
            "abc",
            "Content-Range",
            "bytes 0-*/*",
            "x-goog-hash",
            "crc32c=AAAAAA==");

    assertEquals(400, refused.statusCode());
    assertEquals(Optional.empty(), rig.emulator.get("specs", "a"));
  }

  @Test
  void callsAreAnsweredWithAndWithoutTheApisPath() throws Exception {
    rig.emulator.put("specs", "a/b", "abc".getBytes(UTF_8), Map.of());

    for (String path : List.of("/b", "/b/specs", "/b/specs/o", "/b/specs/o/a%2Fb?alt=media")) {
      HttpResponse<String> expected = send("GET", "/storage/v1" + path, "");
      HttpResponse<String> response = send("GET", path, "");

      assertEquals(200, response.statusCode(), path);
      assertEquals(expected.body(), response.body(), path);
    }
    assertEquals(400, send("GET", "/bucket/specs", "").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-, 206, bytes 0-5/6, abcdef",
    "bytes=2-3, 206, bytes 2-3/6, cd",
    "bytes=4-99, 206, bytes 4-5/6, ef",
    "bytes=-2, 206, bytes 4-5/6, ef",
    "bytes=-99, 206, bytes 0-5/6, abcdef",
    "bytes=6-, 416, bytes */6, The requested range cannot be satisfied.",
    "bytes=-, 200, , abcdef",
    "lines=1-2, 200, , abcdef"
  })
  void aRangeIsCutAsHttpHasIt(String range, int status, String contentRange, String body)
      throws Exception {
    rig.emulator.put("specs", "a", "abcdef".getBytes(UTF_8), Map.of());

    HttpResponse<String> response =
        send("GET", "/download/storage/v1/b/specs/o/a", "", "Range", range);

    assertEquals(status, response.statusCode());
    assertEquals(contentRange, response.headers().firstValue("Content-Range").orElse(null));
    assertEquals(body, response.body());
  }

  @Test
  void whatIsStoredCompressedIsUnpackedForAClientThatDoesNotAcceptIt() throws Exception {
    byte[] stored = gzip("abcdef");
    rig.emulator.put("specs", "a", stored, Map.of());
    String object = "/storage/v1/b/specs/o/a";
    send("PATCH", object, "{\"contentEncoding\": \"gzip\"}", "Content-Type", "application/json");

    HttpResponse<String> unpacked = send("GET", "/download" + object, "", "Range", "bytes=0-2");
    HttpResponse<String> asStored =
        send("GET", "/download" + object, "", "Accept-Encoding", "gzip");
    send(
        "PATCH",
        object,
        "{\"cacheControl\": \"no-transform\"}",
        "Content-Type",
        "application/json");
    HttpResponse<String> untouched = send("GET", "/download" + object, "");

    assertEquals(200, unpacked.statusCode());
    assertEquals("abcdef", unpacked.body());
    assertEquals(Optional.empty(), unpacked.headers().firstValue("Content-Encoding"));
    for (HttpResponse<String> response : List.of(asStored, untouched)) {
      assertEquals(Optional.of("gzip"), response.headers().firstValue("Content-Encoding"));
      assertEquals(new String(stored, UTF_8), response.body());
    }
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content.getBytes(UTF_8));
    }
    return compressed.toByteArray();
  }

  @Test
  void theLinksOfAnObjectLeadToIt() throws Exception {
    rig.emulator.put("specs", "a b/ü", "abc".getBytes(UTF_8), Map.of());
    JsonObject listed =
        JsonParser.parseString(send("GET", "/storage/v1/b/specs/o", "").body())
            .getAsJsonObject()
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject();

    assertEquals("abc", send("GET", listed.get("mediaLink").getAsString(), "").body());
    assertEquals(
        listed,
        JsonParser.parseString(send("GET", listed.get("selfLink").getAsString(), "").body()));
  }

  @Test
  void aLongGetMayComeAsAPost() throws Exception {
    rig.emulator.put("specs", "a", new byte[0], Map.of());
    rig.emulator.put("specs", "b", new byte[0], Map.of());

    HttpResponse<String> response =
        send(
            "POST",
            "/storage/v1/b/specs/o",
            "prefix=b&fields=items%2Fname",
            "X-HTTP-Method-Override",
            "GET");

    assertEquals("{\"items\":[{\"name\":\"b\"}]}", response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/storage/v1/b/specs/o?maxResults=0|Invalid value for maxResults: 0",
        "GET|/storage/v1/b/specs/o?maxResults=x|Invalid value for maxResults: x",
        "GET|/storage/v1/b/specs/o?pageToken=!|Invalid page token: !",
        "GET|/storage/v1/b/specs/o?fields=items(name|Invalid field selection items(name",
        "GET|/storage/v1/b/specs/o/a?ifGenerationMatch=x|Invalid value for ifGenerationMatch: x",
        "POST|/storage/v1/b|Required",
        "POST|/upload/storage/v1/b/specs/o?uploadType=media|Required",
        "POST|/upload/storage/v1/b/specs/o?uploadType=multipart|Missing boundary in Content-Type:"
            + " application/octet-stream"
      })
  void aMalformedRequestIsRefused(String method, String path, String message) throws Exception {
    HttpResponse<String> response = send(method, path.replace("(", "%28"), "");

    assertEquals(message, message(response));
    assertEquals(400, response.statusCode());
  }
}
