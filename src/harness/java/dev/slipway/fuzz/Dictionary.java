package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words from which a mutation makes more of a document than noise: a dictionary of libFuzzer. */
final class Dictionary {

  /** Names that no descriptor has, and what parsers stumble over. */
  private static final List<String> OTHERS =
      List.of(
          // Arguments of the SDK, and what Slipway leaves out of jobs.
          "base_output_dir",
          "restart_job_on_worker_restart",
          "scheduling_strategy",
          "strategy",
          "max_wait_duration",
          "encryption_spec_key_name",
          "staging_bucket",
          "experiment_run",
          "slipway-priority",
          "slipway-submission",
          "slipway-attempt",
          // Events and messages.
          "message",
          "attributes",
          "messageId",
          "publishTime",
          "data_base64",
          "specversion",
          "eventType",
          "bucketId",
          "objectId",
          "objectGeneration",
          "overwrittenByGeneration",
          "OBJECT_FINALIZE",
          "OBJECT_DELETE",
          "submission-key",
          "slipway",
          "tick",
          "generation",
          // Policies, beside their keys, and records.
          "jobSpec.protectedArtifactLocationId",
          "/projects/my-project/",
          "gs://my-models/",
          "10.0.0.2:/datasets",
          "10.0.0.3:/fs v",
          "604801s",
          "us-docker.pkg.dev/my-project/",
          "_pubsub",
          "requirements",
          "workerPools",
          "base64:",
          "revision",
          "history",
          "schemaVersion",
          "placement",
          "WAITING",
          "LAUNCHING",
          "retryAt",
          "arrival",
          // Numbers, times and syntax.
          "1e400",
          "-0",
          "1.0",
          "9223372036854775808",
          "0x1F",
          "0o17",
          ".inf",
          "604800s",
          "0.000000001s",
          "2026-11-21T21:00:00Z",
          "null",
          "true",
          "\\u0000",
          "\\ud800",
          "${",
          "{{",
          "&a ",
          "*a",
          "!!str ",
          "!!map ",
          "!!int ",
          "<<",
          "---",
          "...",
          "|",
          "? ",
          "//",
          "%YAML 1.2",
          "%TAG",
          "\u201c",
          "\ufeff",
          "\u2028",
          "\u0085");

  private Dictionary() {}

  /** In libFuzzer's syntax, a word a line. */
  static String text() {
    Set<String> words = new TreeSet<>(OTHERS);
    words.addAll(PolicyNames.keys());
    collect(CustomJob.getDescriptor(), words, new HashSet<>());
    return words.stream().map(Dictionary::quoted).collect(Collectors.joining("\n", "", "\n"));
  }

  private static void collect(Descriptor type, Set<String> words, Set<Descriptor> seen) {
    if (!seen.add(type)) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      words.add(field.getName());
      words.add(field.getJsonName());
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        collect(field.getMessageType(), words, seen);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
        field.getEnumType().getValues().stream()
            .map(EnumValueDescriptor::getName)
            .forEach(words::add);
      }
    }
  }

  private static String quoted(String word) {
    StringBuilder line = new StringBuilder("\"");
    for (byte b : word.getBytes(UTF_8)) {
      boolean plain = b > ' ' && b < 0x7f && b != '"' && b != '\\';
      line.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b));
    }
    return line.append('"').toString();
  }
}
