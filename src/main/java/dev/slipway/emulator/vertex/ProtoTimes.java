package dev.slipway.emulator.vertex;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Between {@code java.time} and protobuf's timestamps. */
final class ProtoTimes {

  private ProtoTimes() {}

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
