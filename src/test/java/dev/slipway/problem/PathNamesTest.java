package dev.slipway.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class PathNamesTest {

  @Test
  void thePlaceOfTheFirstPrivateNameIsFound() {
    assertEquals(3, PathNames.of("workerPoolSpecs[0].containerSpec.args[1]").firstPrivate());
    assertEquals(-1, PathNames.of("workerPoolSpecs[0].machineSpec.machineType").firstPrivate());
    assertEquals(-1, PathNames.of("").firstPrivate());
    assertEquals(-1, PathNames.of("labels.env").firstPrivate());
  }

  @Test
  void theLastNameIsNoIndex() {
    assertEquals("workerPoolSpecs", PathNames.of("workerPoolSpecs[0]").last());
    assertEquals("my team", PathNames.of("teams[\"my team\"][0]").last());
    assertEquals("", PathNames.of("").last());
  }

  /** A planning pass says something of each submission that waits, at the same few paths. */
  @Test
  void aPathIsReadOnce() {
    PathNames.Memory memory = new PathNames.Memory();
    assertSame(
        memory.of("workerPoolSpecs[0].replicaCount"), memory.of("workerPoolSpecs[0].replicaCount"));
  }

  @Test
  void aLongPathIsNotRemembered() {
    PathNames.Memory memory = new PathNames.Memory();
    String path = "a".repeat(201);
    assertNotSame(memory.of(path), memory.of(path));
  }

  @Test
  void manyPathsPushOutOnesReadBefore() {
    PathNames.Memory memory = new PathNames.Memory();
    PathNames first = memory.of("jobSpec");
    for (int i = 0; i < 1_000; i++) {
      assertEquals("path" + i, memory.of("path" + i).last());
    }
    assertNotSame(first, memory.of("jobSpec"));
  }
}
