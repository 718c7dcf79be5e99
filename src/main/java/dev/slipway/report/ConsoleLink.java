package dev.slipway.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a job in the Google Cloud console. */
public final class ConsoleLink {

  private static final Pattern JOB =
      Pattern.compile("projects/([^/]+)/locations/([^/]+)/customJobs/([^/]+)");

  private ConsoleLink() {}

  /** The page of a job by its full name; empty when it is no such name. */
  public static Optional<String> ofJob(String job) {
    Matcher name = JOB.matcher(job);
    return name.matches()
        ? Optional.of(
            "https://console.cloud.google.com/vertex-ai/locations/%s/training/%s?project=%s"
                .formatted(name.group(2), name.group(3), name.group(1)))
        : Optional.empty();
  }
}
