package dev.slipway.emulator.storage;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One resumable upload under way. Once complete it answers with the same object for ever, as a
 * client that lost the answer asks again. Safe for use by many threads.
 *
 * <p>https://cloud.google.com/storage/docs/performing-resumable-uploads
 */
final class StorageUpload {

  /**
   * What a request brings, from its {@code Content-Range}.
   *
   * @param start the offset of its first byte; empty means it brings none
   * @param isOpen whether its last byte is the object's last, wherever that is
   * @param total how many bytes there will be in all; empty means not known yet
   */
  record ByteRange(OptionalInt start, boolean isOpen, OptionalInt total) {

    private static final Pattern FORM =
        Pattern.compile("bytes (?:(\\d{1,9})-(\\d{1,9}|\\*)|\\*)/(?:(\\d{1,9})|\\*)");

    /**
     * Parses {@code bytes 0-99/*}, {@code bytes 0-99/100}, {@code bytes *}{@code /100}, or {@code
     * bytes 0-*}{@code /*}, with which clients stream what they do not know the length of.
     */
    static ByteRange parse(String header) {
      Matcher matcher = FORM.matcher(header.strip());
      if (!matcher.matches()) {
        throw StorageRefusal.invalid("Invalid Content-Range: " + header);
      }
      return new ByteRange(
          number(Optional.ofNullable(matcher.group(1))),
          "*".equals(matcher.group(2)),
          number(Optional.ofNullable(matcher.group(3))));
    }

    /** Whether this many bytes are all there are; behind a gap, an open range has none of them. */
    private boolean isComplete(int received) {
      return total.isPresent()
          ? total.getAsInt() == received
          : isOpen && start.orElse(0) <= received;
    }

    private static OptionalInt number(Optional<String> digits) {
      return digits.map(d -> OptionalInt.of(Integer.parseInt(d))).orElse(OptionalInt.empty());
    }
  }

  /**
   * How far an upload is.
   *
   * @param received how many bytes have arrived
   * @param object what they became, once all are there
   */
  record Progress(int received, Optional<ObjectVersion> object) {}

  private final BiFunction<ObjectContent, Optional<String>, ObjectVersion> complete;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Optional<ObjectVersion> object = Optional.empty();

  /**
   * An upload under way.
   *
   * @param complete takes all bytes, with the {@code x-goog-hash} of the last request, and may
   *     refuse them
   */
  StorageUpload(BiFunction<ObjectContent, Optional<String>, ObjectVersion> complete) {
    this.complete = complete;
  }

  /** Takes these bytes; without a range they are all there are. */
  synchronized Progress accept(
      Optional<ByteRange> range, ObjectContent bytes, Optional<String> hashHeader) {
    if (object.isPresent()) {
      return progress();
    }
    if (range.isEmpty()) {
      received.reset();
      received.writeBytes(bytes.bytes());
      finish(hashHeader);
      return progress();
    }
    range.get().start().ifPresent(start -> append(start, bytes.bytes()));
    if (range.get().isComplete(received.size())) {
      finish(hashHeader);
    }
    return progress();
  }

  /** Adds what is new; bytes sent again are skipped, and a gap adds nothing. */
  private void append(int start, byte[] bytes) {
    int known = received.size() - start;
    if (known >= 0 && known < bytes.length) {
      received.write(bytes, known, bytes.length - known);
    }
  }

  private void finish(Optional<String> hashHeader) {
    object = Optional.of(complete.apply(ObjectContent.of(received.toByteArray()), hashHeader));
  }

  private Progress progress() {
    return new Progress(received.size(), object);
  }
}
