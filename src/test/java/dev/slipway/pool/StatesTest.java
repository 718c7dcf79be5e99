package dev.slipway.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatesTest {

  @Test
  void aRunningOrUpdatingResourceTakesJobs() {
    assertEquals(
        EnumSet.of(ResourceState.RUNNING, ResourceState.UPDATING),
        Arrays.stream(ResourceState.values())
            .filter(ResourceState::takesJobs)
            .collect(Collectors.toSet()));
  }

  @Test
  void aResourceThatIsMadeOrRebootedTakesJobsAgainByItself() {
    assertEquals(
        EnumSet.of(ResourceState.PROVISIONING, ResourceState.REBOOTING),
        Arrays.stream(ResourceState.values())
            .filter(ResourceState::passes)
            .collect(Collectors.toSet()));
  }
}
