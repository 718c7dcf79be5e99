package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.cloud.aiplatform.v1.PythonPackageSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Patterns;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.regex.Pattern;

/** What runs in a worker pool (google/cloud/aiplatform/v1/custom_job.proto, env_var.proto). */
final class TaskRules {

  /** "Maximum limit is 100", "the maximum number of package URIs is 100". */
  private static final int MOST_ITEMS = 100;

  /** "Must be a valid C identifier." */
  private static final Pattern C_IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private TaskRules() {}

  static void check(MessageAt<WorkerPoolSpec> pool, SchemaFindings findings) {
    switch (pool.message().getTaskCase()) {
      case CONTAINER_SPEC -> {
        MessageAt<ContainerSpec> task =
            pool.child(WorkerPoolSpec.CONTAINER_SPEC_FIELD_NUMBER, ContainerSpec.class);
        ImageRules.check(task.text(ContainerSpec.IMAGE_URI_FIELD_NUMBER), findings);
        atMost(task.message().getEnvCount(), task.of(ContainerSpec.ENV_FIELD_NUMBER), findings);
        names(task.children(ContainerSpec.ENV_FIELD_NUMBER, EnvVar.class), findings);
      }
      case PYTHON_PACKAGE_SPEC -> {
        MessageAt<PythonPackageSpec> task =
            pool.child(WorkerPoolSpec.PYTHON_PACKAGE_SPEC_FIELD_NUMBER, PythonPackageSpec.class);
        ImageRules.check(task.text(PythonPackageSpec.EXECUTOR_IMAGE_URI_FIELD_NUMBER), findings);
        atMost(
            task.message().getPackageUrisCount(),
            task.of(PythonPackageSpec.PACKAGE_URIS_FIELD_NUMBER),
            findings);
        atMost(task.message().getEnvCount(), task.of(PythonPackageSpec.ENV_FIELD_NUMBER), findings);
        names(task.children(PythonPackageSpec.ENV_FIELD_NUMBER, EnvVar.class), findings);
      }
      case TASK_NOT_SET ->
          findings.problem(
              ProblemCode.NO_TASK, pool.of(WorkerPoolSpec.CONTAINER_SPEC_FIELD_NUMBER));
    }
  }

  private static void atMost(int count, String where, SchemaFindings findings) {
    if (count > MOST_ITEMS) {
      findings.problem(ProblemCode.TOO_MANY_ITEMS, where, "found", count, "most", MOST_ITEMS);
    }
  }

  private static void names(List<MessageAt<EnvVar>> variables, SchemaFindings findings) {
    for (MessageAt<EnvVar> variable : variables) {
      String name = variable.message().getName();
      if (!name.isEmpty() && !Patterns.matches(C_IDENTIFIER, name)) {
        findings.problem(
            ProblemCode.BAD_ENV_NAME,
            variable.of(EnvVar.NAME_FIELD_NUMBER),
            "found",
            JsonText.shown(name));
      }
    }
  }
}
