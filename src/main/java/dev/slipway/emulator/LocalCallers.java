package dev.slipway.emulator;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may call what listens on this machine for its own users. That a port is on 127.0.0.1 does not
 * keep web pages out: a page of {@code evil.example} may have its name point to 127.0.0.1 and then
 * read, or post a form without reading. Its requests name {@code evil.example} as their host or
 * their origin.
 */
public final class LocalCallers {

  /** Longer ones are not looked at. */
  private static final int LONGEST = 300;

  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private LocalCallers() {}

  /**
   * Why a request is refused.
   *
   * @param host the header {@code Host}, or {@code :authority} of HTTP/2
   * @param origin the header {@code Origin}, which browsers add to what a page sends
   * @return a line with the fact and one with what to do; empty when the request may be answered
   */
  public static Optional<String> refusal(Optional<String> host, Optional<String> origin) {
    Optional<String> local =
        host.filter(name -> name.length() <= LONGEST && LOCAL.matcher(name).matches());
    if (local.isEmpty()) {
      return Optional.of(
          "The request is for host "
              + shown(host)
              + ", and only this machine's own names are answered.\n"
              + "Call 127.0.0.1, localhost or [::1].\n");
    }
    if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + local.get())) {
      return Optional.of(
          "The request comes from a page of "
              + shown(origin)
              + ", and only http://"
              + local.get()
              + " is answered.\nCall from a program, or open the address itself in the browser.\n");
    }
    return Optional.empty();
  }

  /** Without what a terminal would obey. */
  private static String shown(Optional<String> value) {
    return value
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
        .map(text -> "\"" + text.replaceAll("[^\\x20-\\x7e]", "?") + "\"")
        .orElse("no name");
  }
}
