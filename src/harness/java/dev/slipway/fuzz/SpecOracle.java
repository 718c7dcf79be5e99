package dev.slipway.fuzz;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.sun.management.ThreadMXBean;
import dev.slipway.dispatch.check.SpecReadings;
import dev.slipway.dispatch.check.SpecReadings.Read;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.spec.Json;
import dev.slipway.vertex.JobMessages;
import dev.slipway.vertex.JobSchema;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What holds of any spec, in whatever syntax. */
final class SpecOracle {

  /** Specs are read as if they had come as this object. */
  static final String OBJECT = "team-a/train.json";

  /** All that reading one spec allocates, garbage included: the worst known takes 110 MB. */
  private static final long MOST_BYTES = 256L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final JobSchema SCHEMA = new JobSchema("us-central1");

  private SpecOracle() {}

  /**
   * A spec that was accepted.
   *
   * @param read as intake read it
   * @param job that would be created
   */
  record AcceptedSpec(Read read, CustomJob job) {}

  /** The very first reading loads classes, which Jazzer's agent rewrites: hundreds of megabytes. */
  private static void boundedOnceClassesAreLoaded(byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    var unused = SpecReadings.read(bytes, SCHEMA, OBJECT);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MOST_BYTES) {
      throw new AssertionError(bytes.length + " bytes take " + allocated + " bytes of memory");
    }
  }

  /** Reads a spec and holds what was said of it against Google's reader of the same document. */
  static Optional<AcceptedSpec> check(byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Read read = SpecReadings.read(bytes, SCHEMA, OBJECT);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    if (after - before > MOST_BYTES) {
      boundedOnceClassesAreLoaded(bytes);
    }
    ProblemTextOracle.check(read.problems());
    ProblemTextOracle.check(read.warnings());
    if (!read.problems().isEmpty()) {
      return Optional.empty();
    }
    Json.Obj document = read.document().orElseThrow();
    CustomJob ours = JobMessages.ours(document);
    same("as JsonFormat reads the document", ours, JobMessages.byJsonFormat(document));
    ProblemTextOracle.check(
        Policy.ALLOW_ALL
            .check(read.spec().orElseThrow(), "training", new Team.Folder(""))
            .problems());
    return Optional.of(new AcceptedSpec(read, ours));
  }

  static void same(String what, CustomJob ours, CustomJob theirs) {
    if (!ours.equals(theirs)) {
      throw new AssertionError("not the same " + what + ": " + ours + "\nversus\n" + theirs);
    }
  }
}
