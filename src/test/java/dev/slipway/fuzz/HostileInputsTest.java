package dev.slipway.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.slipway.GivingUp;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The largest and worst documents are answered, soon and in bounded memory. */
@Tag("thorough")
class HostileInputsTest {

  /**
   * All that is allocated for one, garbage included: a hundred times the input, as the JSON target
   * reads it several times. What is worked on for each of very many values takes more.
   */
  private static final long MOST_BYTES = 512L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TestFactory
  Stream<DynamicTest> specsAreAnswered() {
    return tests(FuzzTarget.JSON, HostileInputs.specs());
  }

  @TestFactory
  Stream<DynamicTest> policiesAreAnswered() {
    return tests(FuzzTarget.POLICY, HostileInputs.policies());
  }

  @TestFactory
  Stream<DynamicTest> eventsAreAnswered() {
    return tests(FuzzTarget.EVENT, HostileInputs.events());
  }

  private static Stream<DynamicTest> tests(FuzzTarget target, Map<String, byte[]> inputs) {
    return inputs.entrySet().stream()
        .map(
            input ->
                DynamicTest.dynamicTest(input.getKey(), () -> check(target, input.getValue())));
  }

  private static void check(FuzzTarget target, byte[] input) {
    long allocated =
        assertTimeoutPreemptively(
            GivingUp.AFTER,
            () -> {
              long before = THREADS.getCurrentThreadAllocatedBytes();
              target.check(input);
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    assertTrue(allocated <= MOST_BYTES, () -> allocated + " bytes allocated");
  }
}
