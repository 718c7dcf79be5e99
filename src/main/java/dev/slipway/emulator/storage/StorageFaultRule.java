package dev.slipway.emulator.storage;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which calls a fault befalls. Calls are counted from when the rule is added.
 *
 * @param call the kind of call that is counted
 * @param bucket the bucket whose calls are counted; empty means all buckets
 * @param prefix with what the name of the object begins, or what is listed; empty means any
 * @param first the first call that is befallen, from 1
 * @param times how many calls in a row are befallen, from 1
 * @param fault what befalls them
 */
public record StorageFaultRule(
    StorageCall call,
    Optional<String> bucket,
    String prefix,
    int first,
    int times,
    StorageFault fault) {

  private static final Pattern FORM =
      Pattern.compile("([a-z.]+)(?:@([^:/]+)(?:/([^:]*))?)?:(\\d{1,9})(?:x(\\d{1,9}))?=(.+)");

  public StorageFaultRule {
    if (first < 1 || times < 1) {
      throw new IllegalArgumentException(
          "first is " + first + " and times is " + times + "; both must be 1 or more.");
    }
  }

  /** The n-th call of a kind, from 1, in any bucket, once. */
  public static StorageFaultRule nth(int n, StorageCall call, StorageFault fault) {
    return new StorageFaultRule(call, Optional.empty(), "", n, 1, fault);
  }

  /**
   * Parses {@code objects.insert:2=503}, {@code objects.insert@BUCKET:2x3=503} for three calls in a
   * row from the second on in one bucket, or {@code objects.insert@BUCKET/queue/:2=503} for objects
   * of one prefix.
   *
   * @throws IllegalArgumentException if it is not of that form; the message says what is
   */
  public static StorageFaultRule parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A fault is written CALL[@BUCKET[/PREFIX]]:NTH[xTIMES]=FAULT, as in objects.insert:2=503,"
              + " not \""
              + text
              + "\".");
    }
    return new StorageFaultRule(
        call(matcher.group(1)),
        Optional.ofNullable(matcher.group(2)),
        Optional.ofNullable(matcher.group(3)).orElse(""),
        Integer.parseInt(matcher.group(4)),
        Optional.ofNullable(matcher.group(5)).map(Integer::parseInt).orElse(1),
        StorageFault.parse(matcher.group(6)));
  }

  /** Whether a call counts. */
  boolean counts(StorageRequest request) {
    boolean here =
        bucket.isEmpty() || request.names().stream().limit(1).anyMatch(bucket.get()::equals);
    return call == request.call()
        && here
        && (prefix.isEmpty() || request.subject().startsWith(prefix));
  }

  /** Whether the call with this number is befallen. */
  boolean befalls(int number) {
    return number >= first && number - first < times;
  }

  private static StorageCall call(String id) {
    return Arrays.stream(StorageCall.values())
        .filter(call -> call.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no call \""
                        + id
                        + "\". Use one of "
                        + Arrays.stream(StorageCall.values())
                            .map(StorageCall::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
