package dev.slipway.storage;

import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.spec.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A queue record as custom metadata of {@code queue/ID}, so that one list call shows the queue.
 *
 * <table>
 * <caption>Keys; one whose value would be empty is left out</caption>
 * <tr><th>key</th><th>value</th></tr>
 * <tr><td>schemaVersion</td><td>1</td></tr>
 * <tr><td>token</td><td>who wrote it last, see {@link TokenWrites}</td></tr>
 * <tr><td>bucket, object, generation</td><td>the submission</td></tr>
 * <tr><td>resource, priority, arrival</td><td>what it asks for; times are RFC 3339</td></tr>
 * <tr><td>format, name</td><td>how its spec was written; what its publisher calls it</td></tr>
 * <tr><td>requirements</td><td>JSON, see {@link RequirementsJson}</td></tr>
 * <tr><td>state, revision, decided</td><td>how far it has come</td></tr>
 * <tr><td>attempts, attempt, grace, job</td><td>its launches; grace is an ISO 8601 duration</td></tr>
 * <tr><td>placement</td><td>a JSON list of resource pools' IDs</td></tr>
 * <tr><td>refusals, retryAt, failures</td><td>what went wrong; retryAt absent for at once</td></tr>
 * <tr><td>wish</td><td>what is to become of it since somebody wants no more of it</td></tr>
 * <tr><td>history</td><td>{@code STATE@time STATE@time}, oldest first</td></tr>
 * </table>
 *
 * <p>Cloud Storage allows 8 KiB of custom metadata, keys and values together
 * (https://cloud.google.com/storage/quotas#objects). They fit: intake bounds the requirements to
 * 3,500 bytes; an object's name takes 1,024, as Base64 1,375; a publisher's name 512, as Base64
 * 691; the history at most 1,020; everything else together stays below 1,500.
 */
final class RecordMetadata {

  static final String SCHEMA_VERSION = "schemaVersion";
  static final String VERSION = "1";

  private RecordMetadata() {}

  /** A record as metadata, without the token. */
  static Map<String, String> encode(SubmissionRecord entry) {
    Submission submission = entry.submission();
    JobRequest request = entry.request();
    Lifecycle lifecycle = entry.lifecycle();
    return new MetadataWriter()
        .text(SCHEMA_VERSION, VERSION)
        .text("bucket", submission.bucket())
        .text("object", submission.object())
        .text("generation", submission.generation())
        .text("resource", request.resource())
        .number("priority", request.priority())
        .time("arrival", request.arrival())
        .text("requirements", RequirementsJson.write(request.requirements()))
        .text("format", request.format().map(Format::name).orElse(""))
        .text("name", request.name())
        .text("state", lifecycle.state().name())
        .number("revision", lifecycle.revision())
        .flag("decided", lifecycle.decided())
        .number("attempts", lifecycle.attempt().count())
        .text("attempt", lifecycle.attempt().id())
        .text(
            "grace",
            lifecycle.attempt().grace().isZero() ? "" : lifecycle.attempt().grace().toString())
        .text("job", lifecycle.job())
        .texts("placement", lifecycle.attempt().placement())
        .number("refusals", lifecycle.backoff().refusals())
        .timeUnless("retryAt", lifecycle.backoff().retryAt(), Instant.EPOCH)
        .number("failures", lifecycle.failures())
        .text("wish", lifecycle.wish() == Wish.NONE ? "" : lifecycle.wish().name())
        .words("history", lifecycle.history().stream().map(RecordMetadata::word).toList())
        .done();
  }

  /**
   * The record that metadata tell.
   *
   * @throws UnreadableObject when they tell none, or one of another version
   */
  static SubmissionRecord decode(Map<String, String> metadata) {
    MetadataReader reader = new MetadataReader(metadata);
    String version = reader.required(SCHEMA_VERSION);
    if (!version.equals(VERSION)) {
      throw new UnreadableObject("schemaVersion is " + version + ", not " + VERSION);
    }
    Submission submission =
        new Submission(reader.required("bucket"), reader.text("object"), reader.text("generation"));
    Lifecycle lifecycle = progress(reader);
    // What ended before its spec was read names no resource.
    boolean mayNameNone = lifecycle.state().isOver();
    JobRequest request =
        new JobRequest(
            mayNameNone ? reader.text("resource") : reader.required("resource"),
            reader.number("priority"),
            reader.time("arrival"),
            RequirementsJson.read(reader.required("requirements")),
            format(reader.text("format")),
            reader.text("name"));
    return new SubmissionRecord(submission, request, lifecycle);
  }

  /**
   * What a record of another version holds and asks for; empty when not even that can be read.
   *
   * <p>Every version keeps bucket, object, generation, resource, priority, arrival, requirements,
   * state, job, attempt and placement as they are here, so that during an upgrade the version which
   * cannot read a record neither takes its replicas nor goes ahead of it.
   */
  static Optional<SubmissionRecord> foreign(Map<String, String> metadata) {
    MetadataReader reader = new MetadataReader(metadata);
    try {
      JobRequest request =
          new JobRequest(
              reader.required("resource"),
              reader.number("priority"),
              reader.time("arrival"),
              RequirementsJson.readKnown(reader.required("requirements")),
              Optional.empty(),
              "");
      return Optional.of(
          new SubmissionRecord(
              new Submission(
                  reader.required("bucket"), reader.text("object"), reader.text("generation")),
              request,
              foreignProgress(reader)));
    } catch (UnreadableObject e) {
      return Optional.empty();
    }
  }

  private static Lifecycle foreignProgress(MetadataReader reader) {
    String state = reader.required("state");
    return new Lifecycle(
        // A state that we do not know is one in which it may hold replicas.
        Stream.of(State.values())
            .filter(known -> known.name().equals(state))
            .findFirst()
            .orElse(State.QUEUED),
        1,
        true,
        new Attempt(0, reader.text("attempt"), Duration.ZERO, reader.texts("placement")),
        reader.text("job"),
        Backoff.NONE,
        0,
        Wish.NONE,
        List.of());
  }

  private static Lifecycle progress(MetadataReader reader) {
    return new Lifecycle(
        Names.value(State.class, reader.required("state")),
        reader.number("revision"),
        reader.flag("decided"),
        new Attempt(
            reader.number("attempts"),
            reader.text("attempt"),
            reader.durationOr("grace", Duration.ZERO),
            reader.texts("placement")),
        reader.text("job"),
        new Backoff(reader.number("refusals"), reader.timeOr("retryAt", Instant.EPOCH)),
        reader.number("failures"),
        wish(reader.text("wish")),
        reader.words("history").stream().map(RecordMetadata::transition).toList());
  }

  private static Optional<Format> format(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(Names.value(Format.class, name));
  }

  private static Wish wish(String name) {
    return name.isEmpty() ? Wish.NONE : Names.value(Wish.class, name);
  }

  private static String word(Transition step) {
    return step.state().name() + "@" + step.at();
  }

  private static Transition transition(String word) {
    int at = word.indexOf('@');
    if (at < 0) {
      throw new UnreadableObject("no time in " + word);
    }
    return new Transition(
        Names.value(State.class, word.substring(0, at)),
        MetadataReader.time(word, word.substring(at + 1)));
  }
}
