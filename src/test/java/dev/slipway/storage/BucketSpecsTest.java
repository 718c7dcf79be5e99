package dev.slipway.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.SpecParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BucketSpecsTest {

  private final Map<String, MemoryObjectStore> buckets =
      Map.of("specs", SampleRecords.memory("specs"), "others", SampleRecords.memory("others"));
  private final Specs specs =
      new BucketSpecs(
          bucket -> Optional.ofNullable(buckets.get(bucket)).orElseThrow(),
          new SpecFilter("specs", "", List.of(".json")));

  @Test
  void whatIsNotThereIsNotLive() {
    assertEquals(Optional.empty(), specs.live("specs", "team/job.json"));
  }

  /**
   * For as long as a deleted bucket can be restored, its objects look as if they were not there.
   */
  @Test
  void inABucketThatIsGoneNothingIsKnownToBeGone() {
    RetryLater gone = new RetryLater("404 bucket specs", new IllegalStateException());
    ObjectStore deleted =
        new ForwardingObjectStore(SampleRecords.memory("specs")) {
          @Override
          public ObjectPage page(String prefix, String from, int most) {
            throw gone;
          }
        };
    Specs inIt = new BucketSpecs(bucket -> deleted, new SpecFilter("specs", "", List.of()));

    assertEquals(gone, assertThrows(RetryLater.class, () -> inIt.live("specs", "team/job.json")));
  }

  @Test
  void theLiveGenerationIsToldWhicheverItIs() {
    String generation = upload("specs", "{}", Optional.empty());

    assertEquals(Optional.of(spec(generation, 2)), specs.live("specs", "team/job.json"));
    assertEquals(Optional.empty(), specs.live("others", "team/job.json"));

    String next = upload("specs", "{ }", Optional.of(generation));
    assertEquals(Optional.of(spec(next, 3)), specs.live("specs", "team/job.json"));
  }

  @Test
  void exactlyThatGenerationIsRead() {
    String first = upload("specs", "{}", Optional.empty());
    assertEquals("{}", SampleRecords.text(specs.read(submission(first)).orElseThrow()));

    String second = upload("specs", "{ }", Optional.of(first));
    assertEquals(Optional.empty(), specs.read(submission(first)));
    assertEquals("{ }", SampleRecords.text(specs.read(submission(second)).orElseThrow()));
  }

  @Test
  void ofAHugeSpecJustEnoughIsReadToRefuseIt() {
    String generation = upload("specs", "x".repeat(2 << 20), Optional.empty());

    assertEquals(
        SpecParser.LARGEST_BYTES + 1, specs.read(submission(generation)).orElseThrow().length);
  }

  @Test
  void aPageHasAllSpecsOfTheSpecBucketAndNothingElse() {
    String first = upload("specs", "team/a.json", "{}", Optional.empty());
    upload("specs", "team/b.txt", "{}", Optional.empty());
    String second = upload("specs", "team/c.json", "{}", Optional.empty());
    upload("others", "team/d.json", "{}", Optional.empty());

    Specs.SpecPage page = specs.page("");

    assertEquals(
        List.of("team/a.json#" + first, "team/c.json#" + second),
        page.specs().stream()
            .map(spec -> spec.submission().object() + "#" + spec.submission().generation())
            .toList());
    assertEquals("specs", page.bucket());
    assertEquals(Optional.empty(), page.next());
    assertEquals(1, specs.page("team/b").specs().size());
  }

  @Test
  void aPageHasWhatWasMeantAsASpecButNotHiddenCopies() {
    upload("specs", "team/.ipynb_checkpoints/a-checkpoint.json", "{}", Optional.empty());
    upload("specs", "team/._a.json", "{}", Optional.empty());
    upload("specs", "team/A.JSON", "{}", Optional.empty());

    assertEquals(
        List.of("team/A.JSON"),
        specs.page("").specs().stream().map(spec -> spec.submission().object()).toList());
    assertEquals(
        Optional.of(ProblemCode.NAME_OF_NO_SPEC),
        specs.misnamed(new Submission("specs", "team/A.JSON", "1")).map(Problem::code));
    assertEquals(Optional.empty(), specs.misnamed(new Submission("specs", "team/a.json", "1")));
  }

  @Test
  void aSpecThatIsStoredCompressedIsUnpacked() throws IOException {
    String generation = uploadBytes(gzip("{}".getBytes(UTF_8)));

    assertEquals("{}", SampleRecords.text(specs.read(submission(generation)).orElseThrow()));
  }

  @Test
  void ofACompressedSpecJustEnoughIsUnpackedToRefuseIt() throws IOException {
    String generation = uploadBytes(gzip(new byte[64 << 20]));

    assertEquals(
        SpecParser.LARGEST_BYTES + 1, specs.read(submission(generation)).orElseThrow().length);
  }

  @Test
  void whatOnlyBeginsAsIfCompressedIsGivenAsItIs() throws IOException {
    byte[] half = Arrays.copyOf(gzip("{}".getBytes(UTF_8)), 12);

    assertArrayEquals(half, specs.read(submission(uploadBytes(half))).orElseThrow());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  private String uploadBytes(byte[] content) {
    return Optional.ofNullable(buckets.get("specs"))
        .orElseThrow()
        .write(new NewObject("team/job.json", NewObject.JSON, Map.of()), content, Optional.empty())
        .written()
        .orElseThrow()
        .generation();
  }

  private String upload(String bucket, String content, Optional<String> replaces) {
    return upload(bucket, "team/job.json", content, replaces);
  }

  private String upload(String bucket, String name, String content, Optional<String> replaces) {
    NewObject object = new NewObject(name, NewObject.JSON, Map.of());
    return Optional.ofNullable(buckets.get(bucket))
        .orElseThrow()
        .write(object, SampleRecords.utf8(content), replaces)
        .written()
        .orElseThrow()
        .generation();
  }

  private static SpecObject spec(String generation, long size) {
    return new SpecObject(submission(generation), size, SampleRecords.NOON);
  }

  private static Submission submission(String generation) {
    return new Submission("specs", "team/job.json", generation);
  }
}
