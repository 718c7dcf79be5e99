package dev.slipway.chaos;

import com.google.gson.JsonParser;
import dev.slipway.chaos.Evidence.End;
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
final class Collector {

  private final Cloud cloud;
  private final Marks marks;

  Collector(Cloud cloud, Marks marks) {
    this.cloud = cloud;
    this.marks = marks;
  }

  /**
   * All there is.
   *
   * @param unheard IDs of the submissions of whose upload no event told
   */
  Evidence collect(List<Sent> sent, Set<String> unheard) {
    Instant now = Instant.now();
    cloud.vertex().catchUp();
    List<Run> runs = cloud.vertex().jobs().stream().map(job -> Run.of(job, marks.all())).toList();
    return new Evidence(sent, runs, ends(sent), told(sent), names("queue/"), unheard, now);
  }

  /** Whether nothing is under way any more. */
  boolean isQuiet(List<Sent> sent) {
    cloud.vertex().catchUp();
    return names("queue/").isEmpty()
        && sent.stream().filter(one -> one.gone().isEmpty()).allMatch(this::hasEnded)
        && cloud.vertex().jobs().stream()
            .allMatch(job -> job.hasEndTime() || !job.containsLabels("slipway-submission"));
  }

  /** How many records are in the queue. */
  int queued() {
    return names("queue/").size();
  }

  private boolean hasEnded(Sent sent) {
    return cloud.storage().get(Cloud.STATE, "done/" + sent.submission().id()).isPresent();
  }

  private List<String> names(String prefix) {
    return cloud.storage().names(Cloud.STATE, prefix);
  }

  private Map<String, End> ends(List<Sent> sent) {
    Map<String, End> ends = new LinkedHashMap<>();
    for (Sent one : sent) {
      String id = one.submission().id();
      text("done/" + id)
          .map(text -> JsonParser.parseString(text).getAsJsonObject().get("status").toString())
          .flatMap(Collector::end)
          .ifPresent(end -> ends.put(id, end));
    }
    return ends;
  }

  private Map<String, End> told(List<Sent> sent) {
    Map<String, End> told = new LinkedHashMap<>();
    for (Sent one : sent) {
      Submission submission = one.submission();
      String name = submission.bucket() + "/" + submission.object();
      text("status/" + name).flatMap(Collector::end).ifPresent(end -> told.put(name, end));
    }
    return told;
  }

  private Optional<String> text(String object) {
    return cloud.storage().get(Cloud.STATE, object).map(found -> found.content().text());
  }

  private static Optional<End> end(String status) {
    return StatusJson.read(status).map(Collector::end);
  }

  private static End end(Status status) {
    return new End(status.submission().id(), status.state(), status.job());
  }

  /** How often which fault befell a call: delays by whether they outlast the grace. */
  Map<String, Long> faults() {
    return cloud.journal().stream()
        .filter(entry -> entry.what().equals("fault.injected"))
        .collect(Collectors.groupingBy(Collector::kind, TreeMap::new, Collectors.counting()));
  }

  private static String kind(Journal.Entry entry) {
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
    for (Journal.Entry entry : cloud.journal()) {
      lines.add(
          "%s %s %s %s"
              .formatted(entry.at(), entry.what(), entry.name(), new TreeMap<>(entry.facts())));
    }
    return lines;
  }
}
