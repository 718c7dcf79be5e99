package dev.slipway.report;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.dispatch.model.Status.Placement;
import dev.slipway.dispatch.model.Status.Waiting;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.SampleProblems.Sample;
import dev.slipway.spec.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Statuses to test with. */
final class SampleStatuses {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Submission SUBMISSION =
      new Submission("slipway-specs", "team-a/train.json", "1763726400000002");
  private static final String JOB = "projects/1234567890/locations/us-central1/customJobs/42";
  private static final List<State> STATES = List.of(State.values());
  private static final List<Sample> SAMPLES = SampleProblems.all();
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "gpu-2",
          "<&'\">",
          "\u00fc\u6f22\ud83d\ude00",
          "a\nb\\",
          "\u2028\u0000",
          "x".repeat(3000));

  private SampleStatuses() {}

  /** One that was refused for some problems. */
  static Status refused(List<Problem> problems, List<Problem> warnings) {
    return Status.builder(SUBMISSION, State.REJECTED, NOON)
        .problems(problems)
        .warnings(warnings)
        .build();
  }

  /** One that has everything a status can have, though no submission would. */
  static Status full() {
    Problem mismatch =
        Problem.of(
            ProblemCode.POOL_MISMATCH,
            "jobSpec.workerPoolSpecs[1].diskSpec.bootDiskType",
            "asked",
            "pd-standard",
            "pool",
            "gpu",
            "offered",
            "pd-ssd");
    Problem surplus = Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", JOB);
    Problem reserved =
        Problem.of(
            ProblemCode.POOL_RESERVED,
            "jobSpec.workerPoolSpecs[0]",
            "pool",
            "gpu",
            "asked",
            2,
            "free",
            3,
            "ahead",
            1);
    return Status.builder(SUBMISSION, State.WAITING, NOON.plusMillis(1500))
        .format(Optional.of(Format.CUSTOM_JOB_SPEC))
        .revision(7)
        .resource("pr-a")
        .job(JOB)
        .placements(List.of(new Placement("jobSpec.workerPoolSpecs[0]", "gpu", 2)))
        .problems(List.of(mismatch))
        .warnings(List.of(surplus))
        .waiting(Optional.of(new Waiting(2, List.of(reserved))))
        .history(
            List.of(new Transition(State.WAITING, NOON), new Transition(State.LAUNCHING, NOON)))
        .earlier(List.of(new Earlier("1763726400000001", "0123456789abcdef", State.RUNNING, JOB)))
        .build();
  }

  /** One that has only what every status has. */
  static Status bare() {
    return Status.builder(Submission.published("key-1"), State.REJECTED, NOON).build();
  }

  /** Some status. */
  static Status any(State state, Random random) {
    return Status.builder(
            new Submission(text(random), text(random), text(random)), state, instant(random))
        .format(random.nextBoolean() ? Optional.of(Format.READ_BACK) : Optional.empty())
        .revision(random.nextInt(1000))
        .resource(text(random))
        .job(random.nextBoolean() ? JOB : text(random))
        .placements(
            some(random, () -> new Placement(text(random), text(random), random.nextLong())))
        .problems(some(random, () -> problem(random)))
        .warnings(some(random, () -> problem(random)))
        .waiting(
            random.nextBoolean()
                ? Optional.of(new Waiting(random.nextInt(3), some(random, () -> problem(random))))
                : Optional.empty())
        .history(some(random, () -> new Transition(state(random), instant(random))))
        .earlier(
            some(
                random, () -> new Earlier(text(random), text(random), state(random), text(random))))
        .build();
  }

  private static <T> List<T> some(Random random, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(4)).toList();
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static State state(Random random) {
    return STATES.get(random.nextInt(STATES.size()));
  }

  private static Instant instant(Random random) {
    return NOON.plusNanos(random.nextLong());
  }

  private static Problem problem(Random random) {
    return random.nextInt(4) == 0
        ? Problem.of(ProblemCode.BAD_PRIORITY, text(random), text(random), text(random))
        : SAMPLES.get(random.nextInt(SAMPLES.size())).problem();
  }
}
