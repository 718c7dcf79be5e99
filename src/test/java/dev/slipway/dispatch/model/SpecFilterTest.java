package dev.slipway.dispatch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecFilterTest {

  private static final SpecFilter FILTER =
      new SpecFilter("specs", "jobs/", List.of(".json", ".yaml"));

  @ParameterizedTest
  @CsvSource({
    "jobs/TRAIN.JSON, jobs/TRAIN.json",
    "jobs/a/train.Yaml, jobs/a/train.yaml",
    "jobs/train.json.txt, jobs/train.json",
    "jobs/train.json.gz, jobs/train.json",
    "'jobs/train.json ', jobs/train.json",
    "jobs/TRAIN.YAML.TXT, jobs/TRAIN.yaml"
  })
  void aNameThatNearlyMakesASpecIsToldWithTheRightOne(String name, String right) {
    assertEquals(
        Optional.of(
            Problem.of(
                ProblemCode.NAME_OF_NO_SPEC,
                "",
                "found",
                name,
                "suffixes",
                ".json or .yaml",
                "nearest",
                right)),
        FILTER.nearMiss("specs", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/train.json",
        "jobs/README.md",
        "jobs/data.jsonl",
        "jobs/json",
        "jobs/.JSON",
        "jobs/.ipynb_checkpoints/A.JSON",
        "elsewhere/TRAIN.JSON",
        "jobs/TRAIN.JSON/"
      })
  void nothingIsToldOfSpecsAndOfWhatIsForeign(String name) {
    assertEquals(Optional.empty(), FILTER.nearMiss("specs", name));
  }

  @Test
  void otherBucketsAreForeign() {
    assertEquals(Optional.empty(), FILTER.nearMiss("others", "jobs/TRAIN.JSON"));
  }

  @Test
  void whereEveryEndingIsASpecsNoneIsANearMiss() {
    SpecFilter every = new SpecFilter("specs", "", List.of());
    assertEquals(Optional.empty(), every.nearMiss("specs", "TRAIN.JSON"));
    assertEquals(Optional.empty(), every.whyNot("specs", "TRAIN.JSON"));
  }

  /** An operator who chose such a prefix meant it. */
  @Test
  void aPrefixMayBeginWithADot() {
    SpecFilter hidden = new SpecFilter("specs", ".jobs/", List.of(".json"));
    assertEquals(Optional.empty(), hidden.whyNot("specs", ".jobs/a.json"));
    assertEquals(
        Optional.of("object \".jobs/.a.json\" is hidden: a part of its name begins with a dot"),
        hidden.whyNot("specs", ".jobs/.a.json"));
  }

  @Test
  void whyAnObjectIsNoSpecIsSaidInWords() {
    assertEquals(Optional.empty(), FILTER.whyNot("specs", "jobs/a.json"));
    assertEquals(
        Optional.of("bucket \"others\" is not the spec bucket \"specs\""),
        FILTER.whyNot("others", "jobs/a.json"));
    assertEquals(
        Optional.of("object \"elsewhere/a.json\" is not under \"jobs/\""),
        FILTER.whyNot("specs", "elsewhere/a.json"));
    assertEquals(
        Optional.of("object \"jobs/a.txt\" does not end in .json or .yaml"),
        FILTER.whyNot("specs", "jobs/a.txt"));
  }

  /** What follows such a prefix is the rest of a name, not a name that begins with a dot. */
  @Test
  void aPrefixMayEndInTheMidstOfAName() {
    SpecFilter midst = new SpecFilter("specs", "jobs/train", List.of(".json"));
    assertEquals(Optional.empty(), midst.whyNot("specs", "jobs/train.json"));
    SpecFilter none = new SpecFilter("specs", "", List.of(".json"));
    assertEquals(
        Optional.of("object \".a.json\" is hidden: a part of its name begins with a dot"),
        none.whyNot("specs", ".a.json"));
  }
}
