package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import java.util.Map;

/**
 * The rules a job must keep whatever it runs on.
 *
 * <p>Source of the rules: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/custom_job.proto">custom_job.proto</a>
 * and its neighbours. Of the messages only the one about accelerators is known to be the service's
 * (prefect-gcp issue 175); the others are ours in the same shape.
 */
final class JobValidation {

  private static final int LONGEST_DISPLAY_NAME = 128;
  private static final int LONGEST_LABEL = 64;
  private static final String REQUIRED = "Required field is not set.";

  private final FieldErrors errors;

  private JobValidation(FieldErrors errors) {
    this.errors = errors;
  }

  /** Adds all that is wrong with the job to the errors. */
  static void check(CustomJob job, FieldErrors errors) {
    new JobValidation(errors).check(job);
  }

  private void check(CustomJob job) {
    checkDisplayName(job.getDisplayName());
    job.getLabelsMap().forEach(this::checkLabel);
    int pools = job.getJobSpec().getWorkerPoolSpecsCount();
    require(pools > 0, "job_spec.worker_pool_specs", REQUIRED);
    for (int i = 0; i < pools; i++) {
      WorkerPoolSpec pool = job.getJobSpec().getWorkerPoolSpecs(i);
      if (i == 0 || !isSkipped(pool)) {
        checkWorkerPool("job_spec.worker_pool_specs[%d].".formatted(i), pool);
      }
    }
  }

  /** Whether a position is left out: "can be skipped by providing an empty value". */
  static boolean isSkipped(WorkerPoolSpec pool) {
    return pool.equals(WorkerPoolSpec.getDefaultInstance());
  }

  private void checkDisplayName(String name) {
    require(!name.isEmpty(), "display_name", REQUIRED);
    require(
        name.codePointCount(0, name.length()) <= LONGEST_DISPLAY_NAME,
        "display_name",
        "It can be up to %d characters long.".formatted(LONGEST_DISPLAY_NAME));
  }

  private void checkLabel(String key, String value) {
    require(!key.isEmpty(), "labels", "A label's key must not be empty.");
    for (Map.Entry<String, String> part : Map.of("key", key, "value", value).entrySet()) {
      String text = part.getValue();
      boolean keeps =
          text.codePointCount(0, text.length()) <= LONGEST_LABEL
              && text.codePoints().allMatch(JobValidation::isLabelCharacter);
      require(
          keeps,
          "labels." + key,
          "The %s can have at most %d characters: lowercase letters, digits, '_' and '-'."
              .formatted(part.getKey(), LONGEST_LABEL));
    }
  }

  private static boolean isLabelCharacter(int character) {
    boolean letter =
        Character.isLetter(character)
            && !Character.isUpperCase(character)
            && !Character.isTitleCase(character);
    return letter || Character.isDigit(character) || character == '_' || character == '-';
  }

  private void checkWorkerPool(String path, WorkerPoolSpec pool) {
    switch (pool.getTaskCase()) {
      case CONTAINER_SPEC ->
          require(
              !pool.getContainerSpec().getImageUri().isEmpty(),
              path + "container_spec.image_uri",
              REQUIRED);
      case PYTHON_PACKAGE_SPEC -> checkPythonPackage(path + "python_package_spec.", pool);
      case TASK_NOT_SET ->
          errors.add(
              path + "task", "One of 'container_spec' and 'python_package_spec' is required.");
    }
    require(pool.getReplicaCount() >= 0, path + "replica_count", "It must not be negative.");
    checkMachine(path + "machine_spec.", pool.getMachineSpec());
  }

  private void checkPythonPackage(String path, WorkerPoolSpec pool) {
    var python = pool.getPythonPackageSpec();
    require(!python.getExecutorImageUri().isEmpty(), path + "executor_image_uri", REQUIRED);
    require(python.getPackageUrisCount() > 0, path + "package_uris", REQUIRED);
    require(!python.getPythonModule().isEmpty(), path + "python_module", REQUIRED);
  }

  private void checkMachine(String path, MachineSpec machine) {
    require(!machine.getMachineType().isEmpty(), path + "machine_type", REQUIRED);
    boolean type =
        machine.getAcceleratorTypeValue() != AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED_VALUE;
    boolean count = machine.getAcceleratorCount() != 0;
    require(
        type == count,
        path + "accelerator_type",
        "Both `accelerator_type` and `accelerator_count` should be specified or none.");
  }

  private void require(boolean holds, String field, String message) {
    if (!holds) {
      errors.add(field, message);
    }
  }
}
