package dev.slipway.emulator.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.rpc.Code;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VertexFaultsTest {

  private static final VertexMethod CREATE = VertexMethod.CREATE_CUSTOM_JOB;

  private final Journal journal = new Journal();
  private final List<String> told = new ArrayList<>();
  private final VertexFaults faults =
      new VertexFaults(new ManualClock(), journal, length -> told.add("paused " + length));

  @Test
  void withoutRulesACallTakesEffect() {
    assertEquals("created 1", create());

    assertEquals(0, faults.injected());
    assertEquals(List.of(), journal.entries());
  }

  @Test
  void theNthCallOfAMethodIsRefusedWithoutEffect() {
    faults.onCall(2, CREATE, VertexFault.refuse(Code.UNAVAILABLE));

    assertEquals("created 1", create());
    assertEquals("got", faults.pass(VertexMethod.GET_CUSTOM_JOB, () -> "got"));
    VertexException refusal = assertThrows(VertexException.class, this::create);
    assertEquals("created 2", create());

    assertEquals(Code.UNAVAILABLE, refusal.code());
    assertEquals("Injected fault: UNAVAILABLE.", refusal.text());
    assertEquals(1, faults.injected());
    assertEquals(
        List.of("0 CreateCustomJob 2 refuse UNAVAILABLE"),
        VertexFixture.told(journal, "fault.injected", "call", "fault"));
  }

  @Test
  void callsAreCountedFromTheRuleOn() {
    create();
    faults.onCall(1, CREATE, VertexFault.refuse(Code.ABORTED));

    assertEquals(Code.ABORTED, assertThrows(VertexException.class, this::create).code());
  }

  @Test
  void everyCreationOfOneJobIsRefusedAndOfNoOther() {
    faults.onEveryCreation("cursed", VertexFault.refuse(Code.INTERNAL));

    for (int i = 0; i < 3; i++) {
      assertEquals(
          Code.INTERNAL, assertThrows(VertexException.class, () -> create("cursed")).code());
      create("train");
    }

    assertEquals(List.of("created 1", "created 2", "created 3"), told);
    assertEquals(
        List.of(
            "0 CreateCustomJob 1 refuse INTERNAL",
            "0 CreateCustomJob 2 refuse INTERNAL",
            "0 CreateCustomJob 3 refuse INTERNAL"),
        VertexFixture.told(journal, "fault.injected", "call", "fault"));
  }

  @Test
  void aCallMayTakeEffectAndAnswerACode() {
    faults.onCall(1, CREATE, VertexFault.answer(Code.DEADLINE_EXCEEDED));

    assertEquals(Code.DEADLINE_EXCEEDED, assertThrows(VertexException.class, this::create).code());
    assertEquals(List.of("created 1"), told);
  }

  @Test
  void aCallMayTakeEffectAndLoseItsAnswer() {
    faults.onCall(1, CREATE, VertexFault.loseAnswer());

    VertexException lost = assertThrows(VertexAnswerLost.class, this::create);

    assertEquals(Code.UNAVAILABLE, lost.code());
    assertEquals(List.of("created 1"), told);
  }

  @Test
  void severalFaultsHitOneCallInTheirOrder() {
    faults.onEveryCall(CREATE, VertexFault.delay(Duration.ofSeconds(5)));
    faults.onCall(2, CREATE, VertexFault.loseAnswer());

    create();
    assertThrows(VertexAnswerLost.class, this::create);

    assertEquals(List.of("paused PT5S", "created 2", "paused PT5S", "created 4"), told);
    assertEquals(3, faults.injected());
  }

  @Test
  void afterClearingCallsTakeEffectAgain() {
    faults.onEveryCall(CREATE, VertexFault.refuse(Code.INTERNAL));
    assertThrows(VertexException.class, this::create);

    faults.clear();

    assertEquals("created 1", create());
    assertEquals(1, faults.injected());
  }

  @Test
  void whatIsNoFaultIsRefused() {
    assertEquals(
        "the call to spoil is 0; the next one is 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> faults.onCall(0, CREATE, VertexFault.loseAnswer()))
            .getMessage());
    assertEquals(
        "the display name is empty; name the job to spoil",
        assertThrows(
                IllegalArgumentException.class,
                () -> faults.onEveryCreation("", VertexFault.loseAnswer()))
            .getMessage());
    assertEquals(
        "OK is no error; choose another code",
        assertThrows(IllegalArgumentException.class, () -> VertexFault.refuse(Code.OK))
            .getMessage());
    assertEquals(
        "the delay is PT-1S; it must not be negative",
        assertThrows(
                IllegalArgumentException.class, () -> VertexFault.delay(Duration.ofSeconds(-1)))
            .getMessage());
  }

  /** A call with an effect that tells how many things happened up to it. */
  private String create() {
    return create("train");
  }

  private String create(String displayName) {
    return faults.pass(
        CREATE,
        displayName,
        () -> {
          told.add("created " + (told.size() + 1));
          return told.get(told.size() - 1);
        });
  }
}
