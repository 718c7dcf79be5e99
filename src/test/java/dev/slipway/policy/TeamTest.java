package dev.slipway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamTest {

  @ParameterizedTest
  @CsvSource({
    "'', vision/train.json, vision",
    "'', vision/a/b.json, vision",
    "'', _pubsub/key, _pubsub",
    "'', train.json, ''",
    "'', /vision/train.json, ''",
    "specs/, specs/vision/train.json, vision",
    "specs/, specs/train.json, ''",
    "specs/, specs//vision/train.json, ''",
    "a/b/, a/b/vision/train.json, vision",
    "specs, specs/vision/train.json, vision",
    "specs, specs-of-vision/train.json, specs-of-vision",
    "specs, specs.json, ''",
    "specs/vis, specs/vision/train.json, vision",
    "specs/, other/train.json, other",
  })
  void aTeamIsTheFirstFolderBehindTheFoldersOfTheSpecPrefix(
      String prefix, String object, String team) {
    assertEquals(new Team.Folder(team), Team.of(object, prefix));
  }

  @ParameterizedTest
  @CsvSource({"_pubsub, true", "_, true", "vision, false", "vision_, false", "'', false"})
  void foldersWhoseNamesBeginWithAnUnderscoreAreReserved(String folder, boolean isReserved) {
    assertEquals(isReserved, new Team.Folder(folder).isReserved());
  }

  @Test
  void noFolderIsTheTeamOfMessages() {
    assertNotEquals(Team.MESSAGES, Team.of("messages/train.json", ""));
  }
}
