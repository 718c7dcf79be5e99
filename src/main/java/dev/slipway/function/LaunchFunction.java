package dev.slipway.function;

import com.google.cloud.functions.CloudEventsFunction;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.event.Event;
import dev.slipway.wiring.LaunchService;
import io.cloudevents.CloudEvent;

/**
 * The entry point for events: specs uploaded or published, specs gone, ticks. The Functions
 * Framework makes one for each instance and calls it from many threads.
 *
 * <p>Returning acknowledges an event; throwing makes the Framework answer 500, upon which Eventarc
 * delivers the event again with back-off. Nothing is thrown but for what may go through later, with
 * luck or with a mended version.
 */
public final class LaunchFunction implements CloudEventsFunction {

  private final LaunchService launcher;

  /**
   * Reads the environment variables that function/README.md lists.
   *
   * @throws IllegalArgumentException when any are missing or wrong; its message names all of them
   */
  public LaunchFunction() {
    launcher = LaunchService.fromEnvironment();
  }

  /**
   * Handles one event.
   *
   * @throws RetryLater when it must be delivered again
   */
  @Override
  public void accept(CloudEvent event) {
    launcher.accept(Event.of(event));
  }
}
