package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lists and pages of every {@link ObjectStore} must hold: part of its contract. */
interface ObjectListingContract {

  /** The store of this test, empty at first. */
  ObjectStore store();

  @Test
  default void aListHasAllOfItsPrefixAndNothingElse() {
    Set<StoredObject> expected =
        Stream.of("queue/1", "queue/2", "queue/3/deep", "queue/4", "queue/5")
            .map(this::create)
            .collect(Collectors.toSet());
    create("queue");
    create("queued/1");
    create("done/1");

    List<StoredObject> listed = store().list("queue/");

    assertEquals(5, listed.size());
    assertEquals(expected, Set.copyOf(listed));
  }

  @Test
  default void aRangeIsListedByTheOrderOfUtf8() {
    // UTF-16 would have the last two the other way round.
    List<String> names = List.of("q/", "q/a", "q/a/b", "q/b", "q/é", "q/\uffee", "q/🚢");
    names.forEach(this::create);
    create("r");

    assertEquals(Set.of("q/a/b", "q/b"), names(store().list("q/", "q/a/", "q/é")));
    assertEquals(Set.of("q/", "q/a"), names(store().list("q/", "", "q/a/b")));
    assertEquals(Set.of("q/\uffee", "q/🚢"), names(store().list("q/", "q/ê", "")));
  }

  @Test
  default void versionsAreThoseOfWhatTheSameListHas() {
    List.of("q/", "q/a", "q/a/b", "q/b", "q/é", "q/🚢").forEach(this::create);
    create("r");

    assertEquals(versions(store().list("q/")), Set.copyOf(store().versions("q/", "", "")));
    assertEquals(
        versions(store().list("q/", "q/a/", "q/é")),
        Set.copyOf(store().versions("q/", "q/a/", "q/é")));
  }

  @Test
  default void aVersionIsAnotherOnceItsObjectIsWrittenAgain() {
    StoredObject before = create("q/a");
    NewObject again = new NewObject("q/a", NewObject.TEXT, Map.of());
    StoredObject after =
        store().write(again, new byte[0], Optional.of(before.generation())).written().orElseThrow();

    assertEquals(List.of(after.version()), store().versions("q/", "", ""));
    assertNotEquals(before.version(), after.version());
  }

  @Test
  default void pagesGoOnWhereTheLastOneEnded() {
    List<String> names = List.of("q/a", "q/b", "q/é", "q/\uffee", "q/🚢");
    names.forEach(this::create);
    create("p");
    create("r");

    List<String> seen = new ArrayList<>();
    Optional<String> from = Optional.of("");
    while (from.isPresent()) {
      ObjectStore.ObjectPage page = store().page("q/", from.get(), 2);
      page.objects().forEach(object -> seen.add(object.name()));
      assertTrue(page.objects().size() <= 2);
      from = page.next();
    }

    assertEquals(names, seen);
    assertEquals(
        new ObjectStore.ObjectPage(List.of(), Optional.empty()), store().page("q/", "q/🚢🚢", 2));
  }

  private StoredObject create(String name) {
    NewObject object = new NewObject(name, NewObject.TEXT, Map.of());
    return store().write(object, new byte[0], Optional.empty()).written().orElseThrow();
  }

  private static Set<Version> versions(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::version).collect(Collectors.toSet());
  }

  private static Set<String> names(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::name).collect(Collectors.toSet());
  }
}
