package dev.slipway.wiring;

import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Time;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.runtime.NamedContent;
import dev.slipway.runtime.RefreshingPolicy;
import dev.slipway.spec.SpecParser;
import dev.slipway.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the policy is.
 *
 * @param text a path, or {@code gs://BUCKET/OBJECT}; {@value #NONE} where everything is allowed on
 *     purpose; empty where nobody says: everything is allowed
 */
public record PolicyAddress(String text) {

  /** States on purpose that there is no policy. */
  public static final String NONE = "none";

  /** Where Terraform puts a policy in the state bucket; there is one, but while it is replaced. */
  public static final String FOLDER = "policy/";

  private static final String CLOUD_STORAGE = "gs://";

  /** One byte more than this is read of what is larger, which is enough to refuse it. */
  private static final int LARGEST_BYTES = SpecParser.LARGEST_BYTES;

  /** The bucket it is in; empty when it is in none. */
  public Optional<String> bucket() {
    return text.startsWith(CLOUD_STORAGE)
        ? Optional.of(text.substring(CLOUD_STORAGE.length()).split("/", 2)[0])
        : Optional.empty();
  }

  private String object() {
    String[] parts = text.substring(CLOUD_STORAGE.length()).split("/", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  /** Whether it can be an address at all. */
  public boolean isWhole() {
    return bucket().isEmpty() || (!bucket().get().isEmpty() && !object().isEmpty());
  }

  /**
   * The policy that is there, read again as it changes.
   *
   * @param buckets a bucket by its name
   */
  public Policies policies(Function<String, ObjectStore> buckets, Time time) {
    if (isNowhere()) {
      Policies.Current everything = Policies.Current.of(Policy.ALLOW_ALL);
      return () -> everything;
    }
    return bucket()
        .map(buckets)
        .map(
            store ->
                new RefreshingPolicy(
                    text,
                    () -> store.read(object(), LARGEST_BYTES + 1),
                    NamedContent.of(object()),
                    time))
        .orElseGet(() -> ofFile(time));
  }

  /**
   * The policy as it stands there now, for whoever wants to know whether the function could use it.
   *
   * @param buckets a bucket by its name
   */
  public Policies.Current current(Function<String, ObjectStore> buckets) {
    return policies(buckets, new SystemTime()).current();
  }

  /** That of a file. */
  public RefreshingPolicy ofFile(Time time) {
    return new RefreshingPolicy(text, () -> file(Path.of(text)), NamedContent.ANY, time);
  }

  private static Optional<byte[]> file(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      return Optional.of(file.readNBytes(LARGEST_BYTES + 1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the log at start; empty where {@link #notice} says it. */
  Optional<String> describe() {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            isNowhere() ? "no policy, on purpose: every spec is allowed" : "policy " + text);
  }

  private boolean isNowhere() {
    return text.isEmpty() || text.equals(NONE);
  }

  /** That everything is allowed although nobody said so; empty otherwise. */
  public Optional<Problem> notice() {
    return text.isEmpty() ? Optional.of(Problem.of(ProblemCode.NO_POLICY, "")) : Optional.empty();
  }
}
