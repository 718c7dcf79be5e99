package dev.slipway.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages cannot use what listens on this machine. */
final class LocalCallersTest {

  private final Journal journal = new Journal();
  private final StorageEmulator storage =
      StorageEmulator.start(StorageEmulatorOptions.withBuckets("specs"), journal);
  private final VertexEmulator vertex = VertexEmulator.start(VertexOptions.defaults(), journal);
  private final ManagedChannel channel =
      NettyChannelBuilder.forTarget(vertex.endpoint())
          .usePlaintext()
          .overrideAuthority("evil.example:8472")
          .build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
    storage.close();
    vertex.close();
  }

  private IntStream ports() {
    return IntStream.of(storage.port(), vertex.restUri().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
  void thisMachinesOwnNamesAreAnsweredWithAnyPortAndWithout(String host) throws IOException {
    for (int port : ports().toArray()) {
      assertEquals(404, RawHttp.status(get(port, "Host: " + host + ":" + port)));
      assertEquals(404, RawHttp.status(get(port, "Host: " + host)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:127.0.0.1",
        "127.0.0.1:80@evil.example",
        "127.0.0.2",
        "0.0.0.0",
        ""
      })
  void everyOtherHostIsRefused(String host) throws IOException {
    for (int port : ports().toArray()) {
      assertEquals(403, RawHttp.status(get(port, "Host: " + host)));
    }
  }

  @Test
  void theRefusalSaysWhatToCallInstead() throws IOException {
    String answer = get(storage.port(), "Host: evil.example:8470");

    assertEquals(
        """
        The request is for host "evil.example:8470", and only this machine's own names are answered.
        Call 127.0.0.1, localhost or [::1].
        """,
        RawHttp.body(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "http://127.0.0.1", "https://localhost:8470"})
  void whatAPageOfAnotherOriginSendsIsRefusedAndDoesNothing(String origin) throws IOException {
    String answer =
        RawHttp.answer(
            storage.port(),
            """
            POST /upload/storage/v1/b/specs/o?uploadType=media&name=csrf.json HTTP/1.1
            Host: localhost:8470
            Origin: %s
            Content-Type: text/plain
            Content-Length: 0
            """
                .formatted(origin));

    assertEquals(403, RawHttp.status(answer));
    assertEquals(
        """
        The request comes from a page of "%s", and only http://localhost:8470 is answered.
        Call from a program, or open the address itself in the browser.
        """
            .formatted(origin),
        RawHttp.body(answer));
    assertEquals(List.of(), storage.names("specs", ""));
  }

  @Test
  void whatAPageOfItsOwnSendsIsAnswered() {
    assertEquals(
        Optional.empty(),
        LocalCallers.refusal(Optional.of("[::1]:8474"), Optional.of("http://[::1]:8474")));
  }

  @Test
  void whatATerminalWouldObeyIsNotRepeated() {
    assertEquals(
        Optional.of(
            "The request is for host \"a?[31mb\", and only this machine's own names are"
                + " answered.\nCall 127.0.0.1, localhost or [::1].\n"),
        LocalCallers.refusal(Optional.of("a\u001b[31mb"), Optional.empty()));
  }

  @Test
  void callsOverGrpcForAnotherHostAreRefused() {
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                JobServiceGrpc.newBlockingStub(channel)
                    .listCustomJobs(ListCustomJobsRequest.getDefaultInstance()));

    assertEquals(
        "PERMISSION_DENIED: The request is for host \"evil.example:8472\", and only this machine's"
            + " own names are answered. Call 127.0.0.1, localhost or [::1].",
        refused.getMessage());
  }

  @Test
  void callsOverGrpcFromAPageAreRefused() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("origin", Metadata.ASCII_STRING_MARSHALLER), "http://evil.example");
    ManagedChannel local = NettyChannelBuilder.forTarget(vertex.endpoint()).usePlaintext().build();
    try {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  JobServiceGrpc.newBlockingStub(
                          ClientInterceptors.intercept(
                              local, MetadataUtils.newAttachHeadersInterceptor(headers)))
                      .listCustomJobs(ListCustomJobsRequest.getDefaultInstance()));

      assertEquals(io.grpc.Status.Code.PERMISSION_DENIED, refused.getStatus().getCode());
    } finally {
      local.shutdownNow();
    }
  }

  private static String get(int port, String host) throws IOException {
    return RawHttp.answer(port, "GET /storage/v1/b/none HTTP/1.1\n" + host);
  }
}
