package dev.slipway.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PatternsTest {

  /** Takes two to the power of the text's length steps where the text does not match. */
  private static final Pattern EXPONENTIAL = Pattern.compile("(a+)+b");

  @Test
  void aWholeTextMatchesWithItsGroups() {
    MatchResult match = Patterns.match(Pattern.compile("(a+)-(b+)"), "aa-b").orElseThrow();

    assertEquals("aa", match.group(1));
    assertEquals("b", match.group(2));
    assertFalse(Patterns.matches(Pattern.compile("a+"), "aab"));
  }

  @Test
  void theFirstPlaceIsFound() {
    MatchResult found = Patterns.find(Pattern.compile("b(.)"), "aabcbd").orElseThrow();

    assertEquals("bc", found.group());
    assertEquals("c", found.group(1));
    assertEquals(2, found.start());
  }

  @Test
  void aTextIsSplitAtEveryMatch() {
    assertEquals(List.of("", "a", "b", ""), Patterns.split(Pattern.compile("-+"), "-a--b-"));
    assertEquals(List.of(""), Patterns.split(Pattern.compile("-"), ""));
  }

  @Test
  void asAWholeOnlyTextOfTwoThousandCharactersMatches() {
    assertTrue(Patterns.matches(Pattern.compile("a+"), "a".repeat(2_000)));
    assertFalse(Patterns.matches(Pattern.compile("a+"), "a".repeat(2_001)));
    assertEquals(
        List.of("-".repeat(2_001)), Patterns.split(Pattern.compile("-"), "-".repeat(2_001)));
  }

  @Test
  void textOfAnyLengthIsSearched() {
    assertTrue(Patterns.find(Pattern.compile("ab"), "a".repeat(1_000_000) + "b").isPresent());
  }

  @Test
  void aSearchEndsAfterSoManySteps() {
    Counted text = new Counted(900);

    assertEquals(Optional.empty(), Patterns.match(EXPONENTIAL, text));
    assertEquals(Patterns.STEPS + 900 * Patterns.STEPS_PER_CHARACTER, text.looks);

    text.looks = 0;
    assertEquals(Optional.empty(), Patterns.find(EXPONENTIAL, text));
    assertEquals(Patterns.STEPS + 900 * Patterns.STEPS_PER_CHARACTER, text.looks);
  }

  @Test
  void whatIsNotSearchedIsNotSplit() {
    assertEquals(List.of("a".repeat(900)), Patterns.split(EXPONENTIAL, "a".repeat(900)));
  }

  /** The letter a, so many times. */
  private static final class Counted implements CharSequence {
    private final int length;
    private int looks;

    Counted(int length) {
      this.length = length;
    }

    @Override
    public char charAt(int index) {
      looks++;
      return 'a';
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(end - start);
    }
  }
}
