package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.RetryLater;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TokenWritesTest {

  private static final NewObject OBJECT =
      new NewObject("queue/a", NewObject.TEXT, Map.of("state", "WAITING"));
  private static final byte[] CONTENT = SampleRecords.utf8("spec");
  private static final Optional<String> NOTHING = Optional.empty();

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Supplier<String> tokens = SampleRecords.tokens();

  @Test
  void everyWriteCarriesAFreshToken() {
    TokenWrites writes = new TokenWrites(bucket, tokens);

    StoredObject first = writes.write(OBJECT, CONTENT, NOTHING).orElseThrow();
    StoredObject second =
        writes.write(OBJECT, CONTENT, Optional.of(first.generation())).orElseThrow();

    assertEquals(Map.of("state", "WAITING", "token", "token-1"), first.metadata());
    assertEquals(Map.of("state", "WAITING", "token", "token-2"), second.metadata());
  }

  @Test
  void aWriteWhoseAnswerWasLostCountsAsDone() {
    TokenWrites writes = new TokenWrites(new LostAnswers(bucket), tokens);

    Optional<StoredObject> created = writes.write(OBJECT, CONTENT, NOTHING);
    assertEquals(bucket.find("queue/a"), created);

    Optional<StoredObject> replaced =
        writes.write(OBJECT, CONTENT, created.map(StoredObject::generation));
    assertEquals(bucket.find("queue/a"), replaced);
    assertEquals("token-2", replaced.orElseThrow().metadata().get("token"));
  }

  @Test
  void theSameContentOfAnotherIsNotOurs() {
    TokenWrites theirs = new TokenWrites(bucket, tokens);
    TokenWrites ours = new TokenWrites(new LostAnswers(bucket), tokens);
    Optional<StoredObject> first = theirs.write(OBJECT, CONTENT, NOTHING);

    assertEquals(Optional.empty(), ours.write(OBJECT, CONTENT, NOTHING));
    assertEquals(first, bucket.find("queue/a"));
  }

  @Test
  void replacingWhatIsGoneIsLost() {
    TokenWrites writes = new TokenWrites(new LostAnswers(bucket), tokens);

    assertEquals(Optional.empty(), writes.write(OBJECT, CONTENT, Optional.of("17")));
    assertEquals(Optional.empty(), bucket.find("queue/a"));
  }

  @Test
  void aWriteThatSomebodyReplacedBeforeWeLookedIsLost() {
    TokenWrites theirs = new TokenWrites(bucket, tokens);
    ObjectStore overtaken =
        new ForwardingObjectStore(bucket) {
          @Override
          public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
            Optional<StoredObject> ours = super.write(object, content, replaces).written();
            theirs.write(object, content, ours.map(StoredObject::generation));
            return super.write(object, content, replaces);
          }
        };

    assertEquals(
        Optional.empty(), new TokenWrites(overtaken, tokens).write(OBJECT, CONTENT, NOTHING));
  }

  @Test
  void aCreationThatIsRefusedAlthoughNothingIsThereIsToBeRetriedLater() {
    ObjectStore mistaken =
        new ForwardingObjectStore(bucket) {
          @Override
          public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
            return new WriteResult.Conflict();
          }
        };
    TokenWrites writes = new TokenWrites(mistaken, tokens);

    RetryLater thrown =
        assertThrows(RetryLater.class, () -> writes.write(OBJECT, CONTENT, NOTHING));

    assertEquals(
        "gs://state/queue/a was not created as it was there already, and now it is not there",
        thrown.getMessage());
    assertEquals(Optional.empty(), writes.write(OBJECT, CONTENT, Optional.of("17")));
  }

  @Test
  void tooOftenIsToBeRetriedLater() {
    TokenWrites writes = new TokenWrites(new ThrottledWrites(bucket, false), tokens);

    RetryLater thrown =
        assertThrows(RetryLater.class, () -> writes.write(OBJECT, CONTENT, NOTHING));

    assertEquals("write gs://state/queue/a: 429", thrown.getMessage());
    assertEquals(Optional.empty(), bucket.find("queue/a"));
  }

  @Test
  void tooOftenAfterALostAnswerCountsAsDone() {
    TokenWrites writes = new TokenWrites(new ThrottledWrites(bucket, true), tokens);

    Optional<StoredObject> created = writes.write(OBJECT, CONTENT, NOTHING);

    assertEquals("token-1", created.orElseThrow().metadata().get("token"));
    assertEquals(bucket.find("queue/a"), created);
  }
}
