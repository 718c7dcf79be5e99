package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.CaseFiles;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.spec.Format;
import dev.slipway.spec.Json;
import dev.slipway.spec.Parsed;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.schema.SchemaWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples of every format mean one job, and what Google's own reader of JSON says they mean.
 */
class FormatsTest {

  private static final Path SAMPLES = Path.of("function/examples/formats");
  private static final CaseFiles EQUALS = CaseFiles.in("vertex/formats");

  static List<Path> samples() {
    return files(SAMPLES);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleMakesTheSameJob(Path sample) {
    assertEquals(launched(SAMPLES.resolve("custom-job.json")), launched(sample));
  }

  @Test
  void everyFormatHasSamplesAndIsTakenForWhatItIs() {
    assertEquals(
        Map.ofEntries(
            Map.entry("custom-job-snake-case.json", Format.CUSTOM_JOB),
            Map.entry("custom-job-spec-single.yaml", Format.CUSTOM_JOB_SPEC),
            Map.entry("custom-job-spec.json", Format.CUSTOM_JOB_SPEC),
            Map.entry("custom-job-spec.yaml", Format.CUSTOM_JOB_SPEC),
            Map.entry("custom-job.json", Format.CUSTOM_JOB),
            Map.entry("custom-job.yaml", Format.CUSTOM_JOB),
            Map.entry("read-back.json", Format.READ_BACK),
            Map.entry("read-back.yaml", Format.READ_BACK),
            Map.entry("sdk-arguments.json", Format.SDK_ARGUMENTS),
            Map.entry("sdk-arguments.yaml", Format.SDK_ARGUMENTS),
            Map.entry("worker-pool-specs-snake-case.yaml", Format.WORKER_POOL_SPECS),
            Map.entry("worker-pool-specs.json", Format.WORKER_POOL_SPECS)),
        formats(SAMPLES));
  }

  @Test
  void whatGooglePageShowsIsTaken() {
    assertEquals(
        Map.of(
            "gcloud-config.yaml", Format.CUSTOM_JOB_SPEC,
            "python-sdk.json", Format.SDK_ARGUMENTS,
            "rest.json", Format.CUSTOM_JOB),
        formats(SAMPLES.resolve("google")));
    files(SAMPLES.resolve("google")).forEach(FormatsTest::launched);
  }

  @Test
  void allArgumentsOfTheSdkArriveWhereTheyBelong() {
    assertEquals(
        launched(EQUALS.file("all-arguments-as-a-custom-job.json")),
        launched(EQUALS.file("all-arguments.yaml")));
  }

  @Test
  void whatKubeflowCallsOtherwiseArrivesToo() {
    assertEquals(
        launched(EQUALS.file("kubeflow-as-a-custom-job.json")),
        launched(EQUALS.file("kubeflow.json")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void googlesReaderOfJsonUnderstandsTheSame(Path sample) throws IOException {
    Parsed parsed = read(sample);
    String text = Files.readString(sample);
    if (!sample.toString().endsWith(".json")) {
      return;
    }
    CustomJob ours = job(SpecParser.parse(Files.readAllBytes(sample)));
    switch (parsed.format().orElseThrow()) {
      case CUSTOM_JOB -> assertEquals(merged(CustomJob.newBuilder(), text), ours);
      case CUSTOM_JOB_SPEC ->
          assertEquals(merged(CustomJobSpec.newBuilder(), text), ours.getJobSpec());
      case WORKER_POOL_SPECS ->
          assertEquals(
              merged(CustomJobSpec.newBuilder(), "{\"workerPoolSpecs\": " + text + "}"),
              ours.getJobSpec());
      case READ_BACK ->
          assertEquals(
              ((CustomJob) merged(CustomJob.newBuilder(), text)).getJobSpec(), ours.getJobSpec());
      case SDK_ARGUMENTS -> assertEquals("finetune-small", ours.getDisplayName());
    }
  }

  private static Message merged(Message.Builder builder, String json) {
    try {
      JsonFormat.parser().merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build();
  }

  private static CustomJob launched(Path file) {
    Jobs.CreateRequest request =
        new Jobs.CreateRequest(new Json.Obj(List.of()), "training", "s", "a");
    return CustomJobs.forLaunch(job(read(file)), request);
  }

  private static CustomJob job(Parsed parsed) {
    SchemaWalk.Walked walked =
        SchemaWalk.walk(parsed.document().orElseThrow(), CustomJob.getDescriptor());
    assertEquals(List.of(), walked.problems());
    return CustomJobs.read(walked.taken());
  }

  private static Parsed read(Path file) {
    try {
      Parsed parsed = SpecParser.parse(Files.readAllBytes(file)).named("finetune-small");
      assertEquals(List.of(), parsed.problems());
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Format> formats(Path folder) {
    return files(folder).stream()
        .collect(
            Collectors.toMap(
                file -> String.valueOf(file.getFileName()),
                file -> read(file).format().orElseThrow(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<Path> files(Path folder) {
    return CaseFiles.in(folder).documents().stream().map(folder::resolve).toList();
  }
}
