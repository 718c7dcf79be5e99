package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.cloud.aiplatform.v1.PythonPackageSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.Message;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Paths;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.Optional;

/** Warns of what looks like a credential in what a worker pool passes to its code. */
final class CredentialRules {

  private CredentialRules() {}

  static void check(MessageAt<WorkerPoolSpec> pool, SchemaFindings findings) {
    switch (pool.message().getTaskCase()) {
      case CONTAINER_SPEC -> {
        MessageAt<ContainerSpec> task =
            pool.child(WorkerPoolSpec.CONTAINER_SPEC_FIELD_NUMBER, ContainerSpec.class);
        variables(task, ContainerSpec.ENV_FIELD_NUMBER, findings);
        words(task, ContainerSpec.COMMAND_FIELD_NUMBER, task.message().getCommandList(), findings);
        words(task, ContainerSpec.ARGS_FIELD_NUMBER, task.message().getArgsList(), findings);
      }
      case PYTHON_PACKAGE_SPEC -> {
        MessageAt<PythonPackageSpec> task =
            pool.child(WorkerPoolSpec.PYTHON_PACKAGE_SPEC_FIELD_NUMBER, PythonPackageSpec.class);
        variables(task, PythonPackageSpec.ENV_FIELD_NUMBER, findings);
        words(task, PythonPackageSpec.ARGS_FIELD_NUMBER, task.message().getArgsList(), findings);
      }
      case TASK_NOT_SET -> {
        // There is nothing to look at, which another rule says.
      }
    }
  }

  private static <M extends Message> void variables(
      MessageAt<M> task, int field, SchemaFindings findings) {
    for (MessageAt<EnvVar> variable : task.children(field, EnvVar.class)) {
      EnvVar env = variable.message();
      warn(
          Credentials.of(env.getName(), env.getValue()),
          variable.of(EnvVar.VALUE_FIELD_NUMBER),
          findings);
    }
  }

  /** An option's value follows behind an equals sign, or as the next word. */
  private static <M extends Message> void words(
      MessageAt<M> task, int field, List<String> words, SchemaFindings findings) {
    String option = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.startsWith("-") ? word.indexOf('=') : -1;
      String name = equals > 0 ? word.substring(0, equals) : option;
      warn(
          Credentials.of(name, word.substring(equals + 1)),
          Paths.item(task.of(field), i),
          findings);
      option = word.startsWith("-") && equals < 0 ? word : "";
    }
  }

  private static void warn(Optional<String> kind, String where, SchemaFindings findings) {
    kind.ifPresent(found -> findings.warning(ProblemCode.SECRET_IN_SPEC, where, "kind", found));
  }
}
