package dev.slipway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelRuleTest {

  @Test
  void aPatternHasUpTo200Characters() {
    assertTrue(LabelRule.parse("team", "a".repeat(200)).isPresent());
    assertEquals(Optional.empty(), LabelRule.parse("team", "a".repeat(201)));
  }

  @Test
  void aValueHasUpTo128Characters() {
    assertTrue(allows("a+", "a".repeat(128)));
    assertFalse(allows("a+", "a".repeat(129)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(vision|speech)-(\\d+)-\\2", "(?=vision).*7", "(?i)VISION-7-7", ".*(?<=-7)"})
  void everyKindOfPatternIsMatchedAsAWhole(String pattern) {
    assertTrue(allows(pattern, "vision-7-7"), "matches");
    assertFalse(allows(pattern, "vision-7-7-8"), "more than matches");
  }

  @Test
  void aMatchThatTakesTooManyStepsIsNone() {
    String slow = "a*a*a*a*b|a*";
    assertTrue(allows(slow, "a".repeat(10)));
    assertFalse(allows(slow, "a".repeat(60)));
  }

  private static boolean allows(String pattern, String value) {
    return LabelRule.parse("team", pattern).orElseThrow().allows(value);
  }
}
