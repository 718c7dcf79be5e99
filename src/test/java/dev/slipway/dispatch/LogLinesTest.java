package dev.slipway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the log tells of a submission, line by line: severity, event, words. */
final class LogLinesTest {

  private static final String OBJECT = "team/job.json";

  private final World world = new World();
  private Instance slipway = world.start();

  @Test
  void ofAJobFromUploadToItsEnd() {
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    become(spec, State.RUNNING, "");
    become(spec, State.FAILED, "out of memory");

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        INFO JOB_LAUNCHED job.json launched as job 1
        INFO JOB_CHANGED job 1 is RUNNING
        INFO JOB_ENDED job.json ended FAILED as job 1: JOB_FAILED
        """);
  }

  @Test
  void ofSpecsThatEndWithoutAJob() {
    slipway.hear(world.upload(OBJECT, "{}"));
    world.occupy(4);
    Submission waits = upload("team/waits.json");
    slipway.hear(waits);
    world.remove("team/waits.json");
    slipway.hearGone(waits);

    assertLines(
        """
        INFO SPEC_REJECTED job.json ended REJECTED: REQUIRED_FIELD jobSpec.workerPoolSpecs
        INFO SPEC_ACCEPTED waits.json waits for training
        INFO JOB_WAITS waits.json waits its turn
        INFO QUEUE_SEEN 1 spec waits on
        INFO SPEC_WITHDRAWN waits.json ended WITHDRAWN: SPEC_GONE
        """);
  }

  @Test
  void ofOneThatWaitsTooLong() {
    world.occupy(4);
    slipway.hear(upload(OBJECT));
    world.time().pass(World.SETTINGS.waitAtMost().plusSeconds(1));
    slipway.tick();

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json waits for training
        INFO JOB_WAITS job.json waits its turn
        INFO QUEUE_SEEN 1 spec waits on
        INFO SPEC_TIMED_OUT job.json ended TIMED_OUT: WAITED_TOO_LONG, POOL_FULL \
        jobSpec.workerPoolSpecs[0]
        INFO QUEUE_SEEN 1 spec waits on
        """);
  }

  @Test
  void ofAJobThatIsCancelledWithItsSpec() {
    slipway = world.start(World.CANCEL_ON_DELETE);
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    world.remove(OBJECT);
    slipway.hearGone(spec);
    tickAfter(Duration.ofMinutes(1));

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        INFO JOB_LAUNCHED job.json launched as job 1
        INFO WISH_NOTED job.json was deleted while PENDING: its job is cancelled
        INFO JOB_CANCEL_ASKED job 1 is to be cancelled, since its spec was deleted: job.json
        INFO JOB_ENDED job.json ended CANCELLED as job 1
        """);
  }

  @Test
  void ofAJobThatOutlivesItsSpec() {
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    world.remove(OBJECT);
    slipway.hearGone(spec);
    slipway.hearGone(spec);

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        INFO JOB_LAUNCHED job.json launched as job 1
        INFO WISH_NOTED job.json was deleted while PENDING: its job goes on
        """);
  }

  @Test
  void ofCancellationsThatSomebodyAskedFor() {
    Submission runs = upload(OBJECT);
    slipway.hear(runs);
    world.occupy(4);
    Submission waits = upload("team/waits.json");
    slipway.hear(waits);
    world.requests().cancel(runs.id());
    world.requests().cancel(waits.id());
    tickAfter(Duration.ofMinutes(1));
    tickAfter(Duration.ofMinutes(1));

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        INFO JOB_LAUNCHED job.json launched as job 1
        INFO SPEC_ACCEPTED waits.json waits for training
        INFO JOB_WAITS waits.json waits its turn
        INFO QUEUE_SEEN 1 spec waits on
        INFO SPEC_WITHDRAWN waits.json ended WITHDRAWN: CANCEL_ASKED
        INFO WISH_NOTED job.json is to be cancelled; it is PENDING
        INFO JOB_CANCEL_ASKED job 1 is to be cancelled, since somebody asked for that: job.json
        INFO JOB_ENDED job.json ended CANCELLED as job 1: CANCEL_ASKED
        """);
  }

  @Test
  void ofALaunchThatMadeNoJobAndOfOneWhoseJobWasFound() {
    world.jobs().answer(FakeJobs.CALL_LOST);
    slipway.hear(upload(OBJECT));
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    slipway.hear(upload("team/found.json"));
    for (int i = 0; i < 4; i++) {
      tickAfter(Duration.ofMinutes(1));
    }

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        WARNING JOB_UNCONFIRMED Vertex AI did not say whether it took job.json \
        (DEADLINE_EXCEEDED no answer in time); its job is looked for by its labels
        INFO SPEC_ACCEPTED found.json goes at once to training
        WARNING JOB_UNCONFIRMED Vertex AI did not say whether it took found.json (UNAVAILABLE \
        connection reset before job 1); its job is looked for by its labels
        INFO JOB_ADOPTED job 1 was found by its labels as the job of found.json
        INFO JOB_LAUNCHED found.json launched as job 1
        WARNING LAUNCH_ABANDONED no job of launch t1 was found within PT2M; job.json waits again
        INFO JOB_LAUNCHED job.json launched as job 2
        """);
  }

  @Test
  void ofALaunchThatCouldNotBeTried() {
    Submission spec = upload(OBJECT);
    slipway.takeIn(spec);
    slipway.calls().fail("specs find");
    tickAfter(Duration.ofMinutes(1));
    slipway.calls().fail("state write status/");
    tickAfter(Duration.ofMinutes(1));

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json waits for training
        WARNING PASS_FAILED job.json could not be launched now: 503 from the bucket
        INFO JOB_WAITS job.json waits its turn
        INFO QUEUE_SEEN 1 spec waits on
        INFO JOB_LAUNCHED job.json launched as job 1
        WARNING STATUS_NOT_WRITTEN the status of job.json was not written: 503 from the \
        bucket; a tick tries again
        """);
  }

  @Test
  void ofAPolicyThatLowersPrioritiesAndOfOneThatCannotBeUsed() {
    Job other = world.occupy(4);
    slipway.hear(world.upload(OBJECT, SpecTexts.urgent("job", 1, 5)));
    world.allow(
        Policies.Current.of(
            Policy.parse("{\"maxPriority\": 2}".getBytes(UTF_8)).policy().orElseThrow()));
    tickAfter(Duration.ofMinutes(1));
    world.allow(Policies.Current.unreadable("gs://settings/policy.json does not exist"));
    world.jobs().become(other.name(), State.SUCCEEDED);
    tickAfter(Duration.ofMinutes(1));

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json waits for training
        INFO JOB_WAITS job.json waits its turn
        INFO QUEUE_SEEN 1 spec waits on
        INFO LAUNCH_ABANDONED job.json waits on with priority 2, by policy
        INFO QUEUE_SEEN 1 spec waits on
        ERROR POLICY_UNREADABLE nothing is launched, since the policy cannot be used: \
        gs://settings/policy.json does not exist
        INFO QUEUE_SEEN 1 spec waits on
        """);
  }

  @Test
  void ofAKeyThatIsTakenAndOfMessagesThatComeAgain() {
    slipway.hear("key", SpecTexts.spec("first", 5), world.time().now());
    slipway.hear("key", SpecTexts.spec("second", 1), world.time().now());
    Instance other = world.start();
    other.hear("key", SpecTexts.spec("second", 1), world.time().now());
    other.hear("key", SpecTexts.spec("first", 5), world.time().now());

    assertLines(
        """
        INFO SPEC_ACCEPTED message key waits for training
        INFO SPEC_REJECTED message key ended REJECTED: EXCEEDS_CAPACITY \
        jobSpec.workerPoolSpecs[0].replicaCount
        INFO SPEC_KNOWN message key has ended before; its event is acknowledged
        WARNING KEY_REUSED message key was published again with another spec, which is \
        refused as message key#380e31c607df
        INFO SPEC_REJECTED message key#380e31c607df ended REJECTED: KEY_REUSED
        """);
    assertEquals(
        """
        INFO SPEC_KNOWN message key has ended before; its event is acknowledged
        INFO SPEC_KNOWN message key#380e31c607df was refused before; its event is acknowledged
        INFO SPEC_KNOWN message key has ended before; its event is acknowledged
        """,
        lines(other));
  }

  @Test
  void ofAnOutage() {
    slipway.hear(upload(OBJECT));
    slipway.calls().fail("vertex list alive");
    tickAfter(Duration.ofMinutes(1));
    world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "no quota");
    slipway.hear(upload("team/refused.json"));

    assertLines(
        """
        INFO SPEC_ACCEPTED job.json goes at once to training
        INFO JOB_LAUNCHED job.json launched as job 1
        WARNING PASS_FAILED the pass is left to the next tick: 503 from the bucket
        INFO SPEC_ACCEPTED refused.json goes at once to training
        WARNING JOB_REFUSED Vertex AI refused refused.json: RESOURCE_EXHAUSTED no quota
        """);
  }

  private void assertLines(String expected) {
    assertEquals(expected, lines(slipway));
  }

  /** With the names of specs and jobs shortened. */
  private String lines(Instance instance) {
    return instance.log().entries().stream()
        .map(entry -> entry.severity() + " " + entry.event() + " " + entry.message() + "\n")
        .map(line -> line.replaceAll("gs://specs/team/(\\S+json)#\\d+", "$1"))
        .map(line -> line.replace("projects/1/locations/here/customJobs/", "job "))
        .collect(Collectors.joining());
  }

  private Submission upload(String object) {
    return world.upload(object, SpecTexts.spec("job", 1));
  }

  private void become(Submission spec, State state, String error) {
    world.jobs().become(world.status(spec).job(), state, error);
    tickAfter(Duration.ofMinutes(1));
  }

  private void tickAfter(Duration time) {
    world.time().pass(time);
    slipway.tick();
  }
}
