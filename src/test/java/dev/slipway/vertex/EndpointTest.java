package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "LocalHost:1", "127.0.0.1:8080", "127.9.8.7:1", "[::1]:9"})
  void loopbackIsSpokenToInPlaintext(String address) {
    assertTrue(new Endpoint(address).isLoopback());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-central1-aiplatform.googleapis.com:443",
        "127.0.0.1.example.com:80",
        "localhost.example.com:80",
        "example.com:80",
        "10.0.0.1:80",
        "0.0.0.0:80",
        "127x0.0.1:80",
        "localhost"
      })
  void everythingElseIsNot(String address) {
    assertFalse(new Endpoint(address).isLoopback());
  }
}
