package dev.slipway.cli;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.StatusIndex;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user calls a submission by: a spec's name in the bucket, {@code _pubsub/KEY}, an address
 * as {@code slipway submit} prints it, or a submission's ID.
 *
 * @param text as typed
 */
public record SubmissionName(String text) {

  /** What is said of it in help. */
  static final String DESCRIPTION =
      "A spec's name in its bucket, _pubsub/KEY for one that came in a message, or a submission's"
          + " ID.";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern ADDRESS = Pattern.compile("gs://([^/]+)/(.+?)(?:#(\\d+))?");
  private static final String PUBLISHED = Submission.PUBSUB + "/";

  /** Whether it names one generation and no other. */
  boolean isExact() {
    Matcher address = ADDRESS.matcher(text);
    return ID.matcher(text).matches() || (address.matches() && address.group(3) != null);
  }

  /** The submission's ID; only where it {@link #isExact}. */
  String id() {
    return ID.matcher(text).matches() ? text : submission("").id();
  }

  /**
   * The submission; the generation is empty where none was named.
   *
   * @param specBucket the bucket of a bare name
   */
  Submission submission(String specBucket) {
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      String generation = address.group(3);
      return new Submission(
          address.group(1), address.group(2), generation == null ? "" : generation);
    }
    return text.startsWith(PUBLISHED)
        ? Submission.published(text.substring(PUBLISHED.length()))
        : new Submission(specBucket, text, "");
  }

  /**
   * How the statuses are named, below {@code status/}, of all submissions whose names begin with
   * this text: a bucket or {@code _pubsub}, a slash, and the beginning of a name.
   *
   * @param specBucket the bucket of a bare name
   */
  String folder(String specBucket) {
    if (text.startsWith("gs://")) {
      return text.substring("gs://".length());
    }
    return text.startsWith(PUBLISHED) ? text : specBucket + "/" + text;
  }

  /** How to name a submission, whichever its generation. */
  public static String of(Submission submission, String specBucket) {
    String bucket = submission.bucket();
    if (bucket.equals(specBucket)) {
      return submission.object();
    }
    return (submission.isPublished() ? PUBLISHED : "gs://" + bucket + "/") + submission.object();
  }

  /** How to name one that was listed; one whose name is too long for a list goes by its ID. */
  public static String of(StatusIndex.ListedStatus listed, String specBucket) {
    return listed.object().isEmpty()
        ? listed.id()
        : of(new Submission(listed.bucket(), listed.object(), ""), specBucket);
  }
}
