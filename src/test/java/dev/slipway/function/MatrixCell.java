package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.SequentialReads;
import dev.slipway.event.Event;
import dev.slipway.event.HttpEvents;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.StatusJson;
import dev.slipway.wiring.Environment;
import dev.slipway.wiring.GoogleClients;
import dev.slipway.wiring.LaunchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One submission's way, by the real function over real wires, and what was seen on it. */
final class MatrixCell {

  private static final String PAUSE = "control/pause";
  private static final String OBJECT = "team-a/train.json";

  private static final int MOST_DELIVERIES = 6;
  private static final int MOST_TICKS = 15;
  private static final Duration BETWEEN_DELIVERIES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TICKS = Duration.ofMinutes(1);

  private final MatrixCloud cloud;
  private final Environment environment;
  private final GoogleClients connections;
  private final String object;
  private final int injectedBefore;
  private final LaunchService launcher;
  private final List<Log.Entry> log = new ArrayList<>();
  private final Set<ProblemCode> told = new TreeSet<>();
  private Submission submission = new Submission("", "", "");
  private Runnable beforeEachCall = () -> {};
  private Runnable afterEachCall = () -> {};
  private int deliveries;
  private int ticks;

  MatrixCell(MatrixCloud cloud, Environment environment, GoogleClients connections) {
    this(cloud, environment, connections, OBJECT);
  }

  private MatrixCell(
      MatrixCloud cloud, Environment environment, GoogleClients connections, String object) {
    this.cloud = cloud;
    this.environment = environment;
    this.connections = connections;
    this.object = object;
    this.injectedBefore = cloud.injected();
    this.launcher =
        LaunchService.of(
            environment,
            // Calls are numbered, and each is to go wrong in turn.
            oneByOne(connections.ports(environment, new MatrixTime(cloud.clock()), entry -> {})),
            trace ->
                entry -> {
                  synchronized (log) {
                    log.add(entry);
                  }
                });
  }

  /** Another spec's way through another instance of the same function. */
  MatrixCell beside(String other) {
    return new MatrixCell(cloud, environment, connections, other);
  }

  private static Ports oneByOne(Ports ports) {
    return new Ports(
        ports.specs(),
        ports.queue(),
        ports.outcomes(),
        ports.statuses(),
        ports.leases(),
        ports.control(),
        ports.policies(),
        ports.resources(),
        ports.jobs(),
        ports.schema(),
        ports.time(),
        new SequentialReads(),
        ports.tokens());
  }

  /** What to do whenever the function is called, and has returned or thrown. */
  void aroundEachCall(Runnable before, Runnable after) {
    beforeEachCall = before;
    afterEachCall = after;
  }

  MatrixCloud cloud() {
    return cloud;
  }

  String specBucket() {
    return environment.specBucket();
  }

  String stateBucket() {
    return environment.stateBucket();
  }

  String parent() {
    return MatrixCloud.parent(environment.location());
  }

  Submission submission() {
    return submission;
  }

  void upload(String spec) {
    long generation = cloud.upload(specBucket(), object, spec);
    submission = new Submission(specBucket(), object, Long.toString(generation));
  }

  /** Uploads it under a key that the function does not have. */
  void uploadEncrypted(String spec) {
    long generation = cloud.uploadEncrypted(specBucket(), object, spec);
    submission = new Submission(specBucket(), object, Long.toString(generation));
  }

  /** Pauses launching, as an operator does. */
  void pause() {
    cloud.upload(stateBucket(), PAUSE, "maintenance");
  }

  /** Ends the pause. */
  void resume() {
    cloud.delete(stateBucket(), PAUSE);
  }

  void delete() {
    cloud.delete(specBucket(), object);
  }

  /** Delivers the upload's event until it is acknowledged, as Eventarc does. */
  void deliver() {
    deliver("storage-finalized");
  }

  /** Delivers the deletion's event until it is acknowledged. */
  void deliverDeletion() {
    deliver("storage-deleted");
  }

  private void deliver(String sample) {
    String event =
        SampleEvent.at(cloud.clock().instant(), sample)
            .about(object, Long.parseLong(submission.generation()))
            .text()
            .replace("\"slipway-specs\"", "\"" + specBucket() + "\"");
    boolean isAcknowledged = false;
    while (!isAcknowledged) {
      if (deliveries == MOST_DELIVERIES) {
        throw new AssertionError("not acknowledged after " + deliveries + " deliveries");
      }
      deliveries++;
      isAcknowledged = isAcknowledged(event);
      if (!isAcknowledged) {
        cloud.clock().advance(BETWEEN_DELIVERIES);
      }
    }
  }

  private boolean isAcknowledged(String event) {
    try {
      beforeEachCall.run();
      launcher.accept(parsed(event));
      return true;
    } catch (RetryLater e) {
      return false;
    } finally {
      returned();
    }
  }

  void tick() {
    cloud.clock().advance(BETWEEN_TICKS);
    ticks++;
    beforeEachCall.run();
    launcher.accept(parsed(SampleEvent.at(cloud.clock().instant(), "pubsub-tick").text()));
    returned();
  }

  private void returned() {
    status().ifPresent(this::note);
    afterEachCall.run();
  }

  private void note(Status status) {
    status.warnings().stream().map(Problem::code).forEach(told::add);
    status.waiting().stream()
        .flatMap(waiting -> waiting.reasons().stream())
        .map(Problem::code)
        .forEach(told::add);
    status.problems().stream().map(Problem::code).forEach(told::add);
  }

  private static Event parsed(String event) {
    return HttpEvents.read(
        Map.of("content-type", "application/cloudevents+json"), event.getBytes(UTF_8));
  }

  /** Ticks until the submission is over; jobs that run come to their end between two ticks. */
  void ticksUntilOver() {
    tick();
    while (!isOver()) {
      if (ticks == MOST_TICKS) {
        throw new AssertionError("not over after " + ticks + " ticks: " + status());
      }
      letJobsEnd();
      tick();
    }
  }

  /** Lets those jobs come to their end that run. */
  void letJobsEnd() {
    if (jobs().stream().anyMatch(job -> !job.hasEndTime())) {
      cloud.clock().advance(MatrixCloud.RUN);
    }
  }

  private boolean isOver() {
    return !submission.object().isEmpty() && !names("done/").isEmpty() && names("queue/").isEmpty();
  }

  List<String> names(String prefix) {
    return cloud.storage().names(stateBucket(), prefix);
  }

  Optional<Status> status() {
    return cloud
        .storage()
        .get(stateBucket(), "status/" + specBucket() + "/" + object)
        .flatMap(found -> StatusJson.read(found.content().text()));
  }

  /** The state that {@code done/ID} tells. */
  Optional<String> ending() {
    return cloud
        .storage()
        .get(stateBucket(), "done/" + submission.id())
        .map(found -> found.attributes().metadata().getOrDefault("state", ""));
  }

  /** Every job of the submission. */
  List<CustomJob> jobs() {
    return cloud.vertex().jobs().stream()
        .filter(job -> job.getName().contains("/locations/" + environment.location() + "/"))
        .filter(job -> submission.id().equals(job.getLabelsOrDefault("slipway-submission", "")))
        .toList();
  }

  /** How many faults had befallen calls when it began. */
  int injectedBefore() {
    return injectedBefore;
  }

  /** Problems and warnings that stood in the status at any time. */
  Set<ProblemCode> told() {
    return told;
  }

  /** What was logged of bugs. */
  List<Log.Entry> bugs() {
    return log.stream().filter(entry -> entry.severity() == Log.Severity.ERROR).toList();
  }

  int deliveries() {
    return deliveries;
  }

  int ticks() {
    return ticks;
  }
}
