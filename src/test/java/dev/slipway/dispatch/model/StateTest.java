package dev.slipway.dispatch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StateTest {

  @Test
  void aSubmissionIsOverWithItsJobOrWithoutOne() {
    assertEquals(
        EnumSet.of(
            State.SUCCEEDED,
            State.FAILED,
            State.CANCELLED,
            State.EXPIRED,
            State.PARTIALLY_SUCCEEDED,
            State.REJECTED,
            State.WITHDRAWN,
            State.TIMED_OUT),
        Arrays.stream(State.values()).filter(State::isOver).collect(Collectors.toSet()));
  }
}
