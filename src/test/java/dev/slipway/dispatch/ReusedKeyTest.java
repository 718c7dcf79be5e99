package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key that is taken is not given to another spec, and whoever publishes that is told so. */
final class ReusedKeyTest {

  private static final String KEY = "nightly-2026-12-01";
  private static final Submission FIRST = Submission.published(KEY);
  private static final String OURS = SpecTexts.spec("ours", 1);
  private static final String SQUATTED = SpecTexts.spec("squatted", 1);
  private static final Submission REFUSED =
      Submission.reusing(KEY, OURS.getBytes(StandardCharsets.UTF_8));

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void anotherSpecUnderAKeyOfARunningJobIsRefusedUnderAStatusOfItsOwn() {
    slipway.hear(KEY, SQUATTED, FakeTime.START);

    slipway.hear(KEY, OURS, FakeTime.START);

    assertEquals(1, world.jobs().requests().size());
    assertEquals(State.PENDING, world.status(FIRST).state());
    assertEquals(KEY + "#" + REFUSED.object().substring(KEY.length() + 1), REFUSED.object());
    assertRefused();
    assertEquals(
        List.of(
            "message nightly-2026-12-01 was published again with another spec, which is refused as"
                + " message "
                + REFUSED.object()),
        slipway.log().messages(LogEvent.KEY_REUSED));
    assertEquals(List.of(LogEvent.KEY_REUSED), slipway.log().events(Log.Severity.WARNING));
  }

  @Test
  void anotherProcessAndALateMessageSeeItToo() {
    slipway.hear(KEY, SQUATTED, FakeTime.START);
    Instance other = world.start();
    world.time().pass(DuplicateCheck.LATE.plusSeconds(1));

    other.hear(KEY, OURS, FakeTime.START);

    assertEquals(1, world.jobs().requests().size());
    assertRefused();
  }

  @Test
  void aKeyOfASpecThatWaitsIsTaken() {
    world.occupy(4);
    slipway.hear(KEY, SQUATTED, FakeTime.START);

    world.start().hear(KEY, OURS, FakeTime.START);

    assertEquals(State.WAITING, world.status(FIRST).state());
    assertRefused();
  }

  @Test
  void anotherProcessSeesItAtOnce() {
    slipway.hear(KEY, SQUATTED, FakeTime.START);

    world.start().hear(KEY, OURS, FakeTime.START);

    assertEquals(1, world.jobs().requests().size());
    assertRefused();
  }

  @Test
  void aKeyOfARefusedSpecStaysTaken() {
    slipway.hear(KEY, "{}", FakeTime.START);

    slipway.hear(KEY, OURS, FakeTime.START);

    assertEquals(State.REJECTED, world.status(FIRST).state());
    assertEquals(List.of(), world.jobs().requests());
    assertRefused();
  }

  @Test
  void aKeyThatATooLargeMessageTookStaysTaken() {
    slipway.hear(KEY, " ".repeat((1 << 20) + 1), FakeTime.START);

    slipway.hear(KEY, OURS, FakeTime.START);

    assertRefused();
  }

  @Test
  void anotherSpecThatIsBadIsRefusedForItsKey() {
    slipway.hear(KEY, SQUATTED, FakeTime.START);

    world.start().hear(KEY, "{}", FakeTime.START);

    Submission refused = Submission.reusing(KEY, "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(Problem.of(ProblemCode.KEY_REUSED, "", "key", KEY)),
        world.status(refused).problems());
  }

  @Test
  void theSameSpecIsTheSameSubmissionHoweverOftenItComes() {
    slipway.hear(KEY, OURS, FakeTime.START);
    slipway.hear(KEY, OURS, FakeTime.START);
    world.start().hear(KEY, OURS, FakeTime.START);
    world.time().pass(Duration.ofMinutes(1));
    Instance late = world.start();
    late.hear(KEY, OURS, FakeTime.START);

    assertEquals(1, world.jobs().requests().size());
    assertEquals(List.of("status/_pubsub/" + KEY), world.names("status/"));
    assertEquals(List.of(), late.log().events(Log.Severity.WARNING));
  }

  @Test
  void aMessageThatCameTooLateIsTheSameWhenItIsDeliveredAgain() {
    world.time().pass(Duration.ofDays(7).plusSeconds(1));
    slipway.hear(KEY, OURS, FakeTime.START);
    world.start().hear(KEY, OURS, FakeTime.START);

    assertEquals(List.of("status/_pubsub/" + KEY), world.names("status/"));
  }

  @Test
  void theRefusedMessageDeliveredAgainChangesNothing() {
    slipway.hear(KEY, SQUATTED, FakeTime.START);
    slipway.hear(KEY, OURS, FakeTime.START);
    Instance other = world.start();

    other.hear(KEY, OURS, FakeTime.START);

    assertEquals(List.of(), world.names("queue/").stream().filter(REFUSED.id()::contains).toList());
    assertEquals(List.of(), other.log().messages(LogEvent.KEY_REUSED));
    assertRefused();
  }

  private void assertRefused() {
    Status told = world.status(REFUSED);
    assertEquals(State.REJECTED, told.state());
    assertEquals(List.of(Problem.of(ProblemCode.KEY_REUSED, "", "key", KEY)), told.problems());
    assertEquals(OURS, world.ending(REFUSED).orElseThrow().spec());
  }

  @Test
  void aTooLargeMessageThatIsDeliveredAgainIsTheSame() {
    String tooLarge = " ".repeat((1 << 20) + 1);
    slipway.hear(KEY, tooLarge, FakeTime.START);
    Instance other = world.start();

    other.hear(KEY, tooLarge, FakeTime.START);

    assertEquals(List.of("status/_pubsub/" + KEY), world.names("status/"));
    assertEquals(List.of(), other.log().messages(LogEvent.KEY_REUSED));
  }

  @Test
  void aTooLargeMessageUnderTheKeyOfASpecThatWaitsIsRefused() {
    String tooLarge = " ".repeat((1 << 20) + 1);
    world.occupy(4);
    slipway.hear(KEY, SQUATTED, FakeTime.START);

    world.start().hear(KEY, tooLarge, FakeTime.START);

    Submission refused = Submission.reusing(KEY, tooLarge.getBytes(StandardCharsets.UTF_8));
    assertEquals(State.WAITING, world.status(FIRST).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.KEY_REUSED, "", "key", KEY)),
        world.status(refused).problems());
  }

  @Test
  void theLargestSpecThatIsReadIsAnotherThanATooLargeOne() {
    String largest = " ".repeat((1 << 20) - OURS.length()) + OURS;
    slipway.hear(KEY, largest + " ", FakeTime.START);

    slipway.hear(KEY, largest, FakeTime.START);

    Submission refused = Submission.reusing(KEY, largest.getBytes(StandardCharsets.UTF_8));
    assertEquals(largest, world.ending(refused).orElseThrow().spec());
  }

  @Test
  void ofATooLargeMessageUnderATakenKeyNothingIsKept() {
    String tooLarge = " ".repeat((1 << 20) + 1);
    slipway.hear(KEY, "{}", FakeTime.START);

    slipway.hear(KEY, tooLarge, FakeTime.START);

    Submission refused = Submission.reusing(KEY, tooLarge.getBytes(StandardCharsets.UTF_8));
    assertEquals("", world.ending(refused).orElseThrow().spec());
    assertEquals(
        List.of(Problem.of(ProblemCode.KEY_REUSED, "", "key", KEY)),
        world.status(refused).problems());
  }
}
