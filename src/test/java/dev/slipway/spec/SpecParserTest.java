package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.CaseFiles;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents under {@code documents/}: beside each {@code NAME.json} or {@code NAME.yaml} stands
 * {@code NAME.txt}, what comes of it, one problem a line and then the tree.
 */
final class SpecParserTest {

  private static final CaseFiles CASES = CaseFiles.in("spec/documents");

  /** What JSON is made of, and a byte that UTF-8 is not. */
  private static final String ALPHABET = "{}[]\",:\\u0e-1 tn\u00ff\n&*!|#'";

  static List<String> documents() {
    return CASES.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void itIsReadAsItSays(String name) throws IOException {
    CASES.assertTold(name, told(SpecParser.parse(Files.readAllBytes(CASES.file(name)))));
  }

  @Test
  void oneMebibyteIsRead() {
    byte[] bytes = new byte[SpecParser.LARGEST_BYTES];
    Arrays.fill(bytes, (byte) ' ');
    bytes[0] = '{';
    bytes[1] = '}';
    assertEquals(Optional.of(new Json.Obj(List.of())), SpecParser.parse(bytes).document());
  }

  @Test
  void oneByteMoreIsNot() {
    assertEquals(
        "SPEC_TOO_LARGE '' {bytes=1048577, most=1048576}\n",
        told(SpecParser.parse(new byte[SpecParser.LARGEST_BYTES + 1])));
  }

  @Test
  void aMebibyteOfBracketsEndsAtTheDeepestLevel() {
    byte[] bytes = new byte[SpecParser.LARGEST_BYTES];
    Arrays.fill(bytes, (byte) '[');
    assertEquals(
        "SPEC_TOO_DEEP '" + "[0]".repeat(64) + "' {most=64}\n", told(SpecParser.parse(bytes)));
  }

  @Test
  void aMebibyteOfYamlsHyphensEndsAtTheDeepestLevelToo() {
    assertEquals(
        "SPEC_TOO_DEEP '" + "[0]".repeat(64) + "' {most=64}\n",
        told(parse("- ".repeat(SpecParser.LARGEST_BYTES / 2))));
  }

  @Test
  void aliasesCannotNestDeeperThanWhatTheyStandFor() {
    String sixty = "[".repeat(60) + "]".repeat(60);
    assertEquals(List.of(), parse("a: &a %s\nb: [[[*a]]]\n".formatted(sixty)).problems());
    assertEquals(
        "SPEC_TOO_DEEP 'b[0][0][0][0]' {most=64}\n",
        told(parse("a: &a %s\nb: [[[[*a]]]]\n".formatted(sixty))));
  }

  @Test
  void aliasesAreBoundedByWhatTheyWouldBeWrittenOut() {
    String laugh = "a: &a " + "lol".repeat(1000) + "\n";
    String laughs = "b: [" + "*a, ".repeat(400) + "]\n";
    assertEquals("ALIASES_TOO_LARGE 'b[349]' {most=1048576}\n", told(parse(laugh + laughs)));
  }

  @Test
  void aVeryLongNameIsShortenedInPaths() {
    String name = "n".repeat(99) + "\ud83d\ude00" + "n".repeat(800);
    String members = "\"a\": 1, ".repeat(500);
    byte[] bytes =
        "{\"%s\": {%s\"a\": 1}}".formatted(name, members).getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(Problem.of(ProblemCode.DUPLICATE_FIELD, "[\"" + "n".repeat(99) + "…\"].a")),
        SpecParser.parse(bytes).problems());
  }

  @Test
  void aHundredProblemsAreEnough() {
    StringBuilder document = new StringBuilder("{\"first\": 1");
    for (int i = 0; i < 300; i++) {
      document.append(", \"a%d\": 1, \"a%d\": 2".formatted(i, i));
    }
    byte[] bytes = document.append('}').toString().getBytes(StandardCharsets.UTF_8);
    List<Problem> problems = SpecParser.parse(bytes).problems();
    assertEquals(101, problems.size());
    assertEquals(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", 200), problems.get(100));
  }

  @Test
  void noBytesMakeItThrow() throws IOException {
    Random random = new Random(1);
    for (String name : documents()) {
      byte[] bytes = Files.readAllBytes(CASES.file(name));
      for (int round = 0; round < 200 && bytes.length > 0; round++) {
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        Parsed parsed = SpecParser.parse(bytes);
        assertTrue(parsed.document().isPresent() || !parsed.problems().isEmpty(), name);
      }
    }
  }

  @Test
  void whateverIsNotJsonIsToldWithWhatStandsThere() throws IOException {
    Random random = new Random(2);
    for (String name : documents()) {
      char[] text = Files.readString(CASES.file(name), StandardCharsets.ISO_8859_1).toCharArray();
      for (int round = 0; round < 200 && text.length > 0; round++) {
        text[random.nextInt(text.length)] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        byte[] bytes = new String(text).getBytes(StandardCharsets.UTF_8);
        Tree tree = SpecParser.parseJson(bytes);
        assertTrue(
            tree.problems().stream()
                .noneMatch(problem -> "unexpected text".equals(problem.facts().get("why"))),
            () -> new String(text));
      }
    }
  }

  private static Parsed parse(String text) {
    return SpecParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String told(Parsed parsed) {
    StringBuilder told = new StringBuilder();
    for (Problem problem : parsed.problems()) {
      told.append("%s '%s' %s%n".formatted(problem.code(), problem.where(), problem.facts()));
    }
    parsed.document().ifPresent(tree -> told.append(tree).append('\n'));
    return told.toString();
  }
}
