package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.dispatch.model.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateNamesTest {

  private static final int PREFIX = "status/specs/".length();

  @Test
  void everythingHasItsPlace() {
    String id = SampleRecords.SUBMISSION.id();

    assertEquals("queue/" + id, StateNames.queue(id));
    assertEquals("done/" + id, StateNames.done(id));
    assertEquals("leases/pool-a", StateNames.lease("pool-a"));
    assertEquals("status/specs/team/job.json", StateNames.status(SampleRecords.SUBMISSION));
    assertEquals("status/_pubsub/order 7", StateNames.status(Submission.published("order 7")));
    assertEquals("unreadable/event-1", StateNames.unreadable("event-1"));
  }

  @Test
  void aNameOf1024BytesStandsAsItIs() {
    String name = "x".repeat(1024 - PREFIX);

    assertEquals("status/specs/" + name, status(name));
  }

  @Test
  void aLongerNameIsHashed() {
    // 32 hexadecimal digits of SHA-256 over "specs\n<name>\n".
    String letters = "x".repeat(1025 - PREFIX);
    String umlauts = "ü".repeat(1024 / 2);

    assertEquals(hash("specs", letters), status(letters));
    assertEquals(hash("specs", umlauts), status(umlauts));
  }

  @Test
  void allGenerationsOfAnObjectShareItsHash() {
    String name = "x".repeat(1024);

    assertEquals(
        StateNames.status(new Submission("specs", name, "1")),
        StateNames.status(new Submission("specs", name, "2")));
  }

  @Test
  void nobodyCanTakeAnothersHash() {
    String name = "x".repeat(1024);
    String thief = status(name).substring(PREFIX);

    assertEquals("_long/", thief.substring(0, 6));
    assertNotEquals(status(name), status(thief));
    assertEquals(hash("specs", thief), status(thief));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../queue/x",
        "a/../../queue/x",
        "a/.",
        "_long/",
        "_long/x",
        "a\nb",
        "a\rb",
        "a\u0000b",
        "\u007f",
        "\u0085"
      })
  void textsThatMakeNoSafeNameAreHashed(String key) {
    assertEquals(hash("_pubsub", key), StateNames.status(Submission.published(key)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "a..b", ".hidden", "a/..b", "_longer", "%2e%2e/x", "a?b#c*d", " "})
  void otherTextsStandAsTheyAre(String key) {
    assertEquals("status/_pubsub/" + key, StateNames.status(Submission.published(key)));
  }

  @Test
  void halfASurrogatePairIsHashed() {
    assertEquals(hash("specs", "\ud83d"), status("\ud83d"));
  }

  @Test
  void textsInPlaceOfIdsStayBelowTheirPrefix() {
    assertEquals("queue/_long/" + new Submission("queue", "", "").id(), StateNames.queue(""));
    assertEquals("leases/_long/" + new Submission("leases", "..", "").id(), StateNames.lease(".."));
  }

  private static String status(String object) {
    return StateNames.status(new Submission("specs", object, "1"));
  }

  private static String hash(String bucket, String object) {
    return "status/" + bucket + "/_long/" + new Submission(bucket, object, "").id();
  }
}
