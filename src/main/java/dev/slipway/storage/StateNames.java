package dev.slipway.storage;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.spec.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where everything is in the state bucket.
 *
 * <p>The last part of a name is often somebody else's text. Where that would make a name that Cloud
 * Storage refuses or that tools trip over, {@code _long/} and a hash of the text stand in its
 * place. So that nobody can upload his way to another one's hash, texts that begin with {@code
 * _long/} are hashed too: below {@code _long/} there is nothing but hashes. Since no bucket's name
 * begins with an underscore, neither can a spec's status land under {@code status/_pubsub/}.
 */
public final class StateNames {

  /** Records of active submissions, by ID. */
  public static final String QUEUE = "queue/";

  /** All statuses. */
  public static final String STATUS = "status/";

  /** Where launching is paused, if this exists; its content says why. */
  public static final String PAUSE = "control/pause";

  /** Requests to cancel, by the submission's ID. */
  public static final String CANCEL = "control/cancel/";

  /** The deployment that the bucket belongs to. */
  static final String DEPLOYMENT = "control/deployment";

  /** Since when specs are swept for. */
  static final String SINCE = "control/since";

  /** The periods in which launching was paused. */
  static final String PAUSES = "control/pauses";

  /** How far the sweep has come. */
  static final String SWEEP = "control/sweep";

  /** Hashes of names that are too long or too odd stand below this. */
  static final String LONG = "_long/";

  private static final String ATTEMPTS = "attempts/";
  private static final String DONE = "done/";
  private static final String LEASES = "leases/";

  /** Events that could not be read. */
  static final String UNREADABLE = "unreadable/";

  /** Where versions before this one kept them, between statuses. */
  static final String UNREADABLE_BEFORE = "status/_unreadable/";

  /**
   * Everything that Slipway itself writes and deletes in the state bucket: names, and beginnings of
   * names. Terraform grants these, and no others.
   */
  public static final Set<String> WRITTEN =
      Set.of(
          QUEUE,
          DONE,
          LEASES,
          STATUS,
          UNREADABLE,
          ATTEMPTS,
          CANCEL,
          DEPLOYMENT,
          PAUSES,
          SINCE,
          SWEEP);

  private static final String NO_BUCKET = "_unreadable";

  /** https://cloud.google.com/storage/docs/objects#naming */
  private static final int LONGEST_BYTES = 1024;

  /** Segments that a tool which maps objects to files would take for a way out. */
  private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");

  private StateNames() {}

  /** The record of a submission. */
  public static String queue(String id) {
    return below(QUEUE, "queue", id);
  }

  /** How a submission ended. */
  public static String done(String id) {
    return below(DONE, "done", id);
  }

  /** How often reading a submission's spec was begun and not finished. */
  static String attempts(String id) {
    return below(ATTEMPTS, "attempts", id);
  }

  /** The lease of a persistent resource. */
  public static String lease(String resource) {
    return below(LEASES, "leases", resource);
  }

  /** With what the names of all statuses of a bucket's objects, or of messages, begin. */
  public static String statuses(String bucket) {
    return STATUS + bucket + "/";
  }

  /** The status of an object, whichever its generation, or of a message. */
  public static String status(Submission submission) {
    String bucket = submission.bucket();
    return below(statuses(bucket), bucket, submission.object());
  }

  /** Something that could not be read, by a name that tells it apart. */
  public static String unreadable(String name) {
    return below(UNREADABLE, NO_BUCKET, name);
  }

  private static String below(String prefix, String owner, String text) {
    String plain = prefix + text;
    return isFit(text) && plain.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
        ? plain
        : prefix + LONG + new Submission(owner, text, "").id();
  }

  private static boolean isFit(String text) {
    return !text.isEmpty()
        && !text.startsWith(LONG)
        && text.chars().noneMatch(Character::isISOControl)
        && Utf8.canEncode(text)
        && !DOTS.matcher(text).find();
  }
}
