package dev.slipway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRuleTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final String OTHER = "sha256:" + "f".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "gcr.io/acme/, gcr.io/acme/train:1",
    "gcr.io/acme/, gcr.io/acme/deep/er/train",
    "gcr.io/, gcr.io/acme/train",
    "gcr.io/acme/train:, gcr.io/acme/train:1",
    "gcr.io/acme/train:, gcr.io/acme/train",
    "gcr.io/acme/train:1, gcr.io/acme/train:1",
    "gcr.io/acme/train, gcr.io/acme/train:latest",
    "gcr.io/acme/train:latest, gcr.io/acme/train",
    "python:, python:3.12",
    "python:, docker.io/library/python:3.12",
    "docker.io/library/, python",
    "acme/, acme/train",
    "acme/, docker.io/acme/train:2",
    "registry.local:5000/acme/, registry.local:5000/acme/train:1",
    "localhost/acme/, localhost/acme/train",
  })
  void whatIsMeantIsAllowed(String rule, String image) {
    assertTrue(allows(rule, image));
  }

  @ParameterizedTest
  @CsvSource({
    "gcr.io/acme/, gcr.io/acme-evil/train:1",
    "gcr.io/acme/, gcr.io/acme",
    "gcr.io/acme/, gcr.io/acme/../evil/train",
    "gcr.io/acme/, gcr.io/acme/%2e%2e/evil/train",
    "gcr.io/acme/, gcr.io/acme//train",
    "gcr.io/acme/, gcr.io/acme/./train",
    "gcr.io/acme/, GCR.IO/acme/train",
    "gcr.io/acme/, gcr.io/ACME/train",
    "gcr.io/acme/, gcr.io/acme/train:1@evil.com/x",
    "gcr.io/acme/, evil.com/gcr.io/acme/train",
    "gcr.io/acme/, gcr.io.evil.com/acme/train",
    "gcr.io/acme/, gcr.io./acme/train",
    "gcr.io/acme/, gcr.io:8443/acme/train",
    "gcr.io/acme/, https://gcr.io/acme/train",
    "gcr.io/acme/, ' gcr.io/acme/train'",
    "gcr.io/acme/, 'gcr.io/acme/train '",
    "gcr.io/acme/, ''",
    "gcr.io/acme/, acme/train",
    "acme/, gcr.io/acme/train",
    "acme/, acme.evil/train",
    "acme/, acme:5000/train",
    "python:, evil/python:3.12",
    "python:, python-evil:3.12",
    "gcr.io/acme/train:1, gcr.io/acme/train:10",
    "gcr.io/acme/train:1, gcr.io/acme/train",
    "gcr.io/acme/train:, gcr.io/acme/train/er:1",
    "gcr.io/acme/, a__b.c/acme/train",
  })
  void whatOnlyLooksLikeItIsNot(String rule, String image) {
    assertFalse(allows(rule, image));
  }

  @Test
  void aLineBreakIsNoPartOfAnImage() {
    assertFalse(allows("gcr.io/acme/", "gcr.io/acme/train\n"));
    assertFalse(allows("gcr.io/acme/", "gcr.io/acme/train:1\nx"));
  }

  @Test
  void aTagBesideADigestIsNotWhatIsPulled() {
    assertFalse(allows("gcr.io/acme/train:1", "gcr.io/acme/train:1@" + DIGEST));
    assertFalse(allows("gcr.io/acme/train:", "gcr.io/acme/train:1@" + DIGEST));
    assertTrue(allows("gcr.io/acme/train@" + DIGEST, "gcr.io/acme/train:1@" + DIGEST));
  }

  @Test
  void aDigestIsAllowedAloneOrWithAllOthersOfItsRepository() {
    assertTrue(allows("gcr.io/acme/train@" + DIGEST, "gcr.io/acme/train@" + DIGEST));
    assertFalse(allows("gcr.io/acme/train@" + DIGEST, "gcr.io/acme/train@" + OTHER));
    assertFalse(allows("gcr.io/acme/train@" + DIGEST, "gcr.io/evil/train@" + DIGEST));
    assertTrue(allows("gcr.io/acme/train@", "gcr.io/acme/train@" + OTHER));
    assertFalse(allows("gcr.io/acme/train@", "gcr.io/acme/train:1"));
    assertFalse(allows("gcr.io/acme/train@", "gcr.io/acme/train@sha256:0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        ":",
        "@",
        "gcr.io/acme//",
        "gcr.io/../acme/",
        "GCR.IO/acme/",
        "GCR.IO/",
        "ACME/",
        "https://gcr.io/acme/",
        "gcr.io:",
        "gcr.io/*/",
        "gcr.io/acme/*",
        "gcr.io/acme/ ",
        "sha256:00"
      })
  void whatIsNoRuleIsNotRead(String rule) {
    Optional<ImageRule> read = ImageRule.parse(rule);
    // A word without a slash is an image of Docker Hub, so these two are, and match nothing else.
    assertEquals(rule.equals("gcr.io:") || rule.equals("sha256:00"), read.isPresent(), rule);
  }

  @Test
  void anEndlessNameIsNoImage() {
    assertEquals(Optional.empty(), Image.parse("a/".repeat(500_000) + "a"));
  }

  @ParameterizedTest
  @CsvSource({
    "python, docker.io/library/python",
    "acme/train, docker.io/acme/train",
    "gcr.io/acme/train, gcr.io/acme/train",
    "localhost/train, localhost/train",
    "registry:5000/train, registry:5000/train",
  })
  void anImageIsKnownByItsRegistryToo(String name, String repository) {
    assertEquals(Optional.of(new Image(repository, ":latest")), Image.parse(name));
  }

  @Test
  void aNameHasUpTo512Characters() {
    String longest = "gcr.io/" + "a".repeat(505);
    assertEquals(Optional.of(new Image(longest, ":latest")), Image.parse(longest));
    assertEquals(Optional.empty(), Image.parse(longest + "a"));
  }

  private static boolean allows(String rule, String image) {
    ImageRule read = ImageRule.parse(rule).orElseThrow();
    return Image.parse(image).map(read::allows).orElse(false);
  }
}
