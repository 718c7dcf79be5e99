package dev.slipway.chaos;

import com.google.gson.JsonParser;
import dev.slipway.chaos.Evidence.SubmissionEnd;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.Journal;
import dev.slipway.report.StatusJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the emulators' state as it is. */
final class EvidenceCollector {

  private final SharedEmulators emulators;
  private final ClaimTimes claims;

  EvidenceCollector(SharedEmulators emulators, ClaimTimes claims) {
    this.emulators = emulators;
    this.claims = claims;
  }

  /**
   * All there is.
   *
   * @param unheard IDs of the submissions of whose upload no event told
   */
  Evidence collect(List<SentSpec> sent, Set<String> unheard) {
    Instant now = Instant.now();
    emulators.vertex().catchUp();
    List<JobRun> runs =
        emulators.vertex().jobs().stream().map(job -> JobRun.of(job, claims.all())).toList();
    return new Evidence(sent, runs, ends(sent), told(sent), names("queue/"), unheard, now);
  }

  /** Whether nothing is under way any more. */
  boolean isQuiet(List<SentSpec> sent) {
    emulators.vertex().catchUp();
    return names("queue/").isEmpty()
        && sent.stream().filter(one -> one.gone().isEmpty()).allMatch(this::hasEnded)
        && emulators.vertex().jobs().stream()
            .allMatch(job -> job.hasEndTime() || !job.containsLabels("slipway-submission"));
  }

  /** How many records are in the queue. */
  int queued() {
    return names("queue/").size();
  }

  private boolean hasEnded(SentSpec sent) {
    return emulators
        .storage()
        .get(SharedEmulators.STATE, "done/" + sent.submission().id())
        .isPresent();
  }

  private List<String> names(String prefix) {
    return emulators.storage().names(SharedEmulators.STATE, prefix);
  }

  private Map<String, SubmissionEnd> ends(List<SentSpec> sent) {
    Map<String, SubmissionEnd> ends = new LinkedHashMap<>();
    for (SentSpec one : sent) {
      String id = one.submission().id();
      text("done/" + id)
          .map(text -> JsonParser.parseString(text).getAsJsonObject().get("status").toString())
          .flatMap(EvidenceCollector::end)
          .ifPresent(end -> ends.put(id, end));
    }
    return ends;
  }

  private Map<String, SubmissionEnd> told(List<SentSpec> sent) {
    Map<String, SubmissionEnd> told = new LinkedHashMap<>();
    for (SentSpec one : sent) {
      Submission submission = one.submission();
      String name = submission.bucket() + "/" + submission.object();
      text("status/" + name).flatMap(EvidenceCollector::end).ifPresent(end -> told.put(name, end));
    }
    return told;
  }

  private Optional<String> text(String object) {
    return emulators
        .storage()
        .get(SharedEmulators.STATE, object)
        .map(found -> found.content().text());
  }

  private static Optional<SubmissionEnd> end(String status) {
    return StatusJson.read(status).map(EvidenceCollector::end);
  }

  private static SubmissionEnd end(Status status) {
    return new SubmissionEnd(status.submission().id(), status.state(), status.job());
  }

  /** How often which fault befell a call: delays by whether they outlast the grace. */
  Map<String, Long> faults() {
    return emulators.journal().stream()
        .filter(entry -> entry.what().equals("fault.injected"))
        .collect(
            Collectors.groupingBy(EvidenceCollector::kind, TreeMap::new, Collectors.counting()));
  }

  private static String kind(Journal.JournalEntry entry) {
    boolean isVertex = !entry.facts().containsKey("number");
    String fault =
        entry
            .facts()
            .getOrDefault("fault", "")
            .replaceAll("^(delay )?PT.*", "delay")
            .replace("loseAnswer", "lost-answer");
    return (isVertex ? "Vertex AI: " : "Cloud Storage: ") + fault;
  }

  /** The journal for who looks for a cause: one line an entry. */
  List<String> journal() {
    List<String> lines = new ArrayList<>();
    for (Journal.JournalEntry entry : emulators.journal()) {
      lines.add(
          "%s %s %s %s"
              .formatted(entry.at(), entry.what(), entry.name(), new TreeMap<>(entry.facts())));
    }
    return lines;
  }
}
