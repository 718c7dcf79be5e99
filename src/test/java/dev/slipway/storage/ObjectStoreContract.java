package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ObjectStore} must do; the rest of the package relies on nothing else. */
abstract class ObjectStoreContract implements ObjectListingContract {

  private static final int ALL = 1 << 24;
  private static final Optional<String> NOTHING = Optional.empty();

  private ObjectStore store;

  /**
   * A store on an empty bucket of its own, in which an object may be written at any rate and none
   * of whose calls fails.
   */
  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    store = emptyStore();
  }

  @Override
  public final ObjectStore store() {
    return store;
  }

  @Test
  final void whatWasNeverWrittenIsNotThere() {
    assertEquals(Optional.empty(), store.find("queue/a"));
    assertEquals(Optional.empty(), store.read("queue/a", ALL));
    assertEquals(Optional.empty(), store.read("queue/a", "1700000000000000", ALL));
    assertEquals(List.of(), store.list("queue/"));
    assertFalse(store.delete("queue/a", "1700000000000000"));
  }

  @Test
  final void whatIsWrittenIsFoundAndListedTheSame() {
    NewObject object = new NewObject("queue/a", NewObject.TEXT, Map.of("state", "WAITING"));

    StoredObject written = written(store.write(object, utf8("spec"), NOTHING));

    assertEquals(
        new StoredObject(
            "queue/a",
            written.generation(),
            1,
            4,
            written.created(),
            written.created(),
            Map.of("state", "WAITING")),
        written);
    assertEquals(Optional.of(written), store.find("queue/a"));
    assertEquals(List.of(written), store.list("queue/"));
  }

  @Test
  final void contentIsReadByteForByte() {
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);

    String generation = create("a", everyByte).generation();

    assertArrayEquals(everyByte, store.read("a", ALL).orElseThrow());
    assertArrayEquals(everyByte, store.read("a", generation, ALL).orElseThrow());
  }

  @Test
  final void emptyContentIsRead() {
    String generation = create("a", new byte[0]).generation();

    assertArrayEquals(new byte[0], store.read("a", ALL).orElseThrow());
    assertArrayEquals(new byte[0], store.read("a", generation, ALL).orElseThrow());
  }

  @Test
  final void largeContentIsReadWholeOrUpToTheLimit() {
    byte[] large = new byte[3 << 20];
    Arrays.fill(large, (byte) 'x');
    large[1 << 20] = 'y';

    String generation = create("a", large).generation();

    assertArrayEquals(large, store.read("a", ALL).orElseThrow());
    assertArrayEquals(
        Arrays.copyOf(large, (1 << 20) + 1),
        store.read("a", generation, (1 << 20) + 1).orElseThrow());
  }

  @Test
  final void onlyTheFirstCreationStands() {
    StoredObject first = create("a", utf8("first"));

    assertEquals(new WriteResult.Conflict(), store.write(object("a"), utf8("second"), NOTHING));

    assertEquals(Optional.of(first), store.find("a"));
    assertEquals("first", content("a"));
  }

  @Test
  final void exactlyTheNamedGenerationIsReplaced() {
    StoredObject first = create("a", utf8("first"));

    StoredObject second = written(store.write(object("a"), utf8("2nd"), keyOf(first)));

    assertNotEquals(first.generation(), second.generation());
    assertEquals(Optional.of(second), store.find("a"));
    assertEquals("2nd", content("a"));
    assertEquals(new WriteResult.Conflict(), store.write(object("a"), utf8("3rd"), keyOf(first)));
    assertEquals("2nd", content("a"));
  }

  @Test
  final void whatIsGoneIsNotReplaced() {
    StoredObject first = create("a", utf8("first"));
    assertTrue(store.delete("a", first.generation()));

    assertEquals(
        new WriteResult.Conflict(), store.write(object("a"), utf8("second"), keyOf(first)));

    assertEquals(Optional.empty(), store.find("a"));
  }

  @Test
  final void whatNeverWasIsNotReplaced() {
    assertEquals(
        new WriteResult.Conflict(),
        store.write(object("a"), utf8("second"), Optional.of("1700000000000000")));
  }

  @Test
  final void theSameContentWrittenAgainIsAnotherGeneration() {
    StoredObject first = create("a", utf8("same"));
    assertTrue(store.delete("a", first.generation()));
    StoredObject second = create("a", utf8("same"));

    assertNotEquals(first.generation(), second.generation());
    assertEquals(new WriteResult.Conflict(), store.write(object("a"), utf8("late"), keyOf(first)));
    assertFalse(store.delete("a", first.generation()));
    assertEquals(Optional.of(second), store.find("a"));
  }

  @Test
  final void metadataOfEarlierGenerationsDoNotShineThrough() {
    NewObject before = new NewObject("a", NewObject.TEXT, Map.of("old", "1", "both", "1"));
    NewObject after = new NewObject("a", NewObject.TEXT, Map.of("new", "2", "both", "2"));
    StoredObject first = written(store.write(before, utf8(""), NOTHING));

    assertEquals(
        Map.of("new", "2", "both", "2"),
        written(store.write(after, utf8(""), keyOf(first))).metadata());
    assertEquals(Map.of("new", "2", "both", "2"), store.find("a").orElseThrow().metadata());
  }

  @Test
  final void metadataCarryEveryLetterAndEightKibibytes() {
    Map<String, String> metadata =
        Map.of(
            "schemaVersion", "1",
            "object", "équipe/日本語 🚢 \"x\" \\ %2F +&=#.json",
            "requirements", "{\"where\":\"x\"}" + "y".repeat(7_000));

    create(new NewObject("a", NewObject.TEXT, metadata));

    assertEquals(metadata, store.find("a").orElseThrow().metadata());
    assertEquals(metadata, store.list("a").get(0).metadata());
  }

  @Test
  final void aReplacedGenerationIsNotReadAnyMore() {
    StoredObject first = create("a", utf8("first"));
    StoredObject second = written(store.write(object("a"), utf8("second"), keyOf(first)));

    assertEquals(Optional.empty(), store.read("a", first.generation(), ALL));
    assertArrayEquals(utf8("second"), store.read("a", second.generation(), ALL).orElseThrow());
  }

  @Test
  final void exactlyTheNamedGenerationIsDeleted() {
    StoredObject first = create("a", utf8("first"));
    StoredObject second = written(store.write(object("a"), utf8("second"), keyOf(first)));

    assertFalse(store.delete("a", first.generation()));
    assertEquals(Optional.of(second), store.find("a"));

    assertTrue(store.delete("a", second.generation()));
    assertEquals(Optional.empty(), store.find("a"));
    assertEquals(Optional.empty(), store.read("a", second.generation(), ALL));
    assertEquals(List.of(), store.list(""));
    assertFalse(store.delete("a", second.generation()));
  }

  static Stream<String> namesOfEveryKind() {
    return Stream.of(
        "status/specs/team a/job+1.json",
        "status/specs/équipe/日本語 🚢.json",
        "status/specs/100%/%2F?x=1&y=2#z.json",
        "status/specs//double//slash/",
        "status/specs/[*]{\"quoted\"}'\\;:,@!$().json",
        "status/specs/" + "x".repeat(1024 - "status/specs/".length()));
  }

  @ParameterizedTest
  @MethodSource("namesOfEveryKind")
  final void aNameMayHoldAnything(String name) {
    StoredObject first = create(name, utf8(name));

    assertEquals(name, first.name());
    assertEquals(Optional.of(first), store.find(name));
    assertEquals(List.of(first), store.list("status/specs/"));
    assertEquals(name, content(name));
    StoredObject second = written(store.write(object(name), utf8("2"), keyOf(first)));
    assertTrue(store.delete(name, second.generation()));
  }

  @Test
  final void oneOfManyRacingCreationsWins() throws Exception {
    List<WriteResult> results = Race.of(8, i -> store.write(object("a"), utf8("by " + i), NOTHING));

    assertEquals(List.of(store.find("a").orElseThrow()), winners(results));
  }

  @Test
  final void oneOfManyRacingReplacementsWins() throws Exception {
    StoredObject first = create("a", utf8("first"));

    List<WriteResult> results =
        Race.of(8, i -> store.write(object("a"), utf8("by " + i), keyOf(first)));

    assertEquals(List.of(store.find("a").orElseThrow()), winners(results));
  }

  @Test
  final void oneOfManyRacingDeletionsAndReplacementsWins() throws Exception {
    StoredObject first = create("a", utf8("first"));

    List<Boolean> won =
        Race.of(
            8,
            i ->
                i % 2 == 0
                    ? store.delete("a", first.generation())
                    : store
                        .write(object("a"), utf8("by " + i), keyOf(first))
                        .written()
                        .isPresent());

    assertEquals(1, won.stream().filter(it -> it).count());
    assertEquals(store.find("a").isEmpty(), won.indexOf(true) % 2 == 0);
  }

  @Test
  final void everyRacingCreationOfAnotherNameWins() throws Exception {
    List<WriteResult> results =
        Race.of(8, i -> store.write(object("queue/" + i), utf8("by " + i), NOTHING));

    assertEquals(Set.copyOf(winners(results)), Set.copyOf(store.list("queue/")));
    assertEquals(8, winners(results).size());
  }

  @Test
  final void anAddressTellsBucketAndName() {
    assertTrue(store.address("queue/a").matches("gs://[^/]+/queue/a"), store.address("queue/a"));
  }

  private static List<StoredObject> winners(List<WriteResult> results) {
    return results.stream().flatMap(result -> result.written().stream()).toList();
  }

  private static Optional<String> keyOf(StoredObject object) {
    return Optional.of(object.generation());
  }

  private StoredObject create(String name, byte[] content) {
    return written(store.write(object(name), content, NOTHING));
  }

  private void create(NewObject object) {
    written(store.write(object, utf8(""), NOTHING));
  }

  private String content(String name) {
    return SampleRecords.text(store.read(name, ALL).orElseThrow());
  }

  private static StoredObject written(WriteResult result) {
    return result.written().orElseThrow(() -> new AssertionError(result));
  }

  private static NewObject object(String name) {
    return new NewObject(name, NewObject.TEXT, Map.of());
  }

  private static byte[] utf8(String text) {
    return SampleRecords.utf8(text);
  }
}
