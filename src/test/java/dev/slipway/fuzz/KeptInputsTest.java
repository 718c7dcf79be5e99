package dev.slipway.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Everything under {@code src/test/resources/…/fuzz/KeptInputsTestInputs/}: what fuzzing found and
 * what it began with, a folder for each target.
 */
class KeptInputsTest {

  @FuzzTest
  void event(byte[] input) {
    Target.EVENT.check(input);
  }

  @FuzzTest
  void json(byte[] input) {
    Target.JSON.check(input);
  }

  @FuzzTest
  void yaml(byte[] input) {
    Target.YAML.check(input);
  }

  @FuzzTest
  void arguments(byte[] input) {
    Target.ARGUMENTS.check(input);
  }

  @FuzzTest
  void policy(byte[] input) {
    Target.POLICY.check(input);
  }

  @FuzzTest
  void record(byte[] input) {
    Target.RECORD.check(input);
  }
}
