package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records whose equality is written out, for speed, still compare all that they hold. */
class WrittenEqualityTest {

  private static final Shape SHAPE =
      new Shape("n1", "T4", 1, "1g", "2x2", ReservationAffinity.NONE, "pd-ssd", 100);
  private static final Demand DEMAND = new Demand(SHAPE, 1);

  /** Another value of each type. */
  private static final Map<Class<?>, Object> OTHER =
      Map.of(
          String.class,
          "another",
          int.class,
          7,
          long.class,
          7L,
          ReservationAffinity.class,
          new ReservationAffinity("ANY_RESERVATION", "", List.of()),
          Shape.class,
          Shape.of("n2"),
          Demand.class,
          new Demand(SHAPE, 7));

  static List<Record> records() {
    return List.of(SHAPE, DEMAND, new WorkerPool("workerPoolSpecs[0]", DEMAND));
  }

  @ParameterizedTest
  @MethodSource("records")
  void equalIsWhatHoldsTheSame(Record one) throws ReflectiveOperationException {
    assertEquals(one, with(one, -1));
    assertEquals(one.hashCode(), with(one, -1).hashCode());
  }

  @ParameterizedTest
  @MethodSource("records")
  void whateverDiffersMakesItAnother(Record one) throws ReflectiveOperationException {
    RecordComponent[] components = one.getClass().getRecordComponents();
    assertTrue(components.length > 1);
    for (int i = 0; i < components.length; i++) {
      assertNotEquals(one, with(one, i), components[i].getName());
    }
  }

  /** A copy with another value for one component, or for none. */
  private static Record with(Record one, int changed) throws ReflectiveOperationException {
    RecordComponent[] components = one.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          i == changed
              ? OTHER.get(components[i].getType())
              : components[i].getAccessor().invoke(one);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return one.getClass().getDeclaredConstructor(types).newInstance(values);
  }
}
