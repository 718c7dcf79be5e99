package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.RetryLater;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketOwnerTest {

  private static final StateOwner MINE = new StateOwner("my-project", "us-central1", "specs");
  private static final StateOwner OTHER = new StateOwner("my-project", "europe-west4", "specs");

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final BucketOwner owner = new BucketOwner(bucket, SampleRecords.tokens());

  @Test
  void aNewBucketBelongsToNobody() {
    assertEquals(Optional.empty(), owner.find());
  }

  @Test
  void theFirstToClaimABucketHasIt() {
    assertEquals(MINE, owner.claim(MINE));
    assertEquals(MINE, owner.claim(OTHER));
    assertEquals(Optional.of(MINE), owner.find());
  }

  @Test
  void whoClaimItTogetherAgreeOnOne() throws Exception {
    List<StateOwner> told =
        Race.of(8, number -> owner.claim(new StateOwner("my-project", "l" + number, "specs")));

    assertEquals(List.of(owner.find().orElseThrow()), told.stream().distinct().toList());
  }

  @Test
  void aClaimWhoseAnswerWasLostHolds() {
    assertEquals(
        MINE, new BucketOwner(new LostAnswers(bucket), SampleRecords.tokens()).claim(MINE));
    assertEquals(Optional.of(MINE), owner.find());
  }

  @Test
  void itStandsInTheMetadataForPeopleToRead() {
    assertEquals(MINE, owner.claim(MINE));

    Map<String, String> metadata = bucket.find("control/deployment").orElseThrow().metadata();
    assertEquals(
        List.of("my-project", "us-central1", "specs"),
        List.of(metadata.get("project"), metadata.get("location"), metadata.get("specbucket")));
  }

  @Test
  void whatCannotBeReadBelongsToSomebodyYet() {
    bucket.write(
        new NewObject("control/deployment", NewObject.TEXT, Map.of()),
        new byte[0],
        Optional.empty());

    assertEquals(
        "gs://state/control/deployment cannot be read: project is missing. If a newer version of"
            + " Slipway wrote it, run that; if it was changed by hand, put it right or delete it.",
        assertThrows(RetryLater.class, () -> owner.claim(MINE)).getMessage());
  }
}
