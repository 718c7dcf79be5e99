package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.rules.PolicyFields;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of a job's fields, only those that a container reads are private, however alike names are. */
class PrivateFieldsTest {

  @Test
  void whatOnlyAContainerReadsIsPrivateAndNothingElse() {
    Set<String> hidden = new TreeSet<>();
    for (String path : PolicyFields.classes().keySet()) {
      Problem problem = Problem.of(ProblemCode.UNKNOWN_VALUE, path, "found", "hunter2");
      if (!problem.facts().equals(Map.of("found", "hunter2"))) {
        hidden.add(path.replaceFirst(".*Spec[.]", ""));
      }
    }

    assertEquals(Set.of("args", "command", "env.name", "env.value"), hidden);
  }
}
