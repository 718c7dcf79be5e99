package dev.slipway.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Everything under {@code src/test/resources/…/fuzz/KeptInputsTestInputs/}: what fuzzing found and
 * what it began with, a folder for each target.
 */
class KeptInputsTest {

  @FuzzTest
  void event(byte[] input) {
    FuzzTarget.EVENT.check(input);
  }

  @FuzzTest
  void json(byte[] input) {
    FuzzTarget.JSON.check(input);
  }

  @FuzzTest
  void yaml(byte[] input) {
    FuzzTarget.YAML.check(input);
  }

  @FuzzTest
  void arguments(byte[] input) {
    FuzzTarget.ARGUMENTS.check(input);
  }

  @FuzzTest
  void policy(byte[] input) {
    FuzzTarget.POLICY.check(input);
  }

  @FuzzTest
  void record(byte[] input) {
    FuzzTarget.RECORD.check(input);
  }
}
