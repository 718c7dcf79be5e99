package dev.slipway.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstProblemsTest {

  @Test
  void aHundredProblemsAreAllTold() {
    assertEquals(problems(100), FirstProblems.of(problems(100)));
  }

  @Test
  void ofMoreTheFirstHundredAreToldAndHowManyAreLeft() {
    List<Problem> told = new ArrayList<>(problems(100));
    told.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", 3));
    assertEquals(told, FirstProblems.of(problems(103)));
  }

  @Test
  void whatOneCollectionLeftOutAnotherCounts() {
    FirstProblems collected = new FirstProblems();
    collected.addAll(FirstProblems.of(problems(103)));
    collected.add(Problem.of(ProblemCode.EMPTY_SPEC, ""));

    List<Problem> expected = new ArrayList<>(problems(100));
    expected.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", 4));
    assertEquals(expected, collected.list());
  }

  private static List<Problem> problems(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Problem.of(ProblemCode.REQUIRED_FIELD, "field" + i))
        .toList();
  }
}
