package dev.slipway.spec;

/**
 * How a document names the fields of its job: the API takes two spellings, and each format has
 * places of its own.
 */
public enum Spelling {
  /** {@code jobSpec.workerPoolSpecs} */
  CAMEL(Format.CUSTOM_JOB, false),
  /** {@code job_spec.worker_pool_specs} */
  SNAKE(Format.CUSTOM_JOB, true),
  /** {@code workerPoolSpecs}, of a bare CustomJobSpec. */
  SPEC_CAMEL(Format.CUSTOM_JOB_SPEC, false),
  /** {@code worker_pool_specs}, of a bare CustomJobSpec. */
  SPEC_SNAKE(Format.CUSTOM_JOB_SPEC, true),
  /** {@code [0].machineSpec}, of a bare list of worker pool specs. */
  LIST_CAMEL(Format.WORKER_POOL_SPECS, false),
  /** {@code [0].machine_spec}, of a bare list of worker pool specs. */
  LIST_SNAKE(Format.WORKER_POOL_SPECS, true),
  /** {@code worker_pool_specs}, of the Python SDK's arguments. */
  ARGUMENTS(Format.SDK_ARGUMENTS, true);

  private final Format format;
  private final boolean snakeCase;

  Spelling(Format format, boolean snakeCase) {
    this.format = format;
    this.snakeCase = snakeCase;
  }

  /**
   * The user's path of a field of the job, which is given in camel case; a name inside of a worker
   * pool is just spelled.
   */
  public String of(String camelPath) {
    return places().original(snakeCase ? toSnakeCase(camelPath) : camelPath);
  }

  /** The same case in a format. */
  Spelling in(Format other) {
    return switch (other) {
      case CUSTOM_JOB, READ_BACK -> snakeCase ? SNAKE : CAMEL;
      case CUSTOM_JOB_SPEC -> snakeCase ? SPEC_SNAKE : SPEC_CAMEL;
      case WORKER_POOL_SPECS -> snakeCase ? LIST_SNAKE : LIST_CAMEL;
      case SDK_ARGUMENTS -> ARGUMENTS;
    };
  }

  /** From the places of a job to those of the document. */
  PathMapping places() {
    PathMapping camel =
        switch (format) {
          case CUSTOM_JOB, READ_BACK -> PathMapping.SAME;
          case CUSTOM_JOB_SPEC -> PathMapping.SAME.and("jobSpec", "");
          case WORKER_POOL_SPECS ->
              PathMapping.SAME.and("jobSpec.workerPoolSpecs", "").andNowhere("jobSpec");
          case SDK_ARGUMENTS -> SdkArguments.PLACES;
        };
    return snakeCase ? camel.inSnakeCase() : camel;
  }

  static String toSnakeCase(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      snake.append(c >= 'A' && c <= 'Z' ? "_" + (char) (c + ('a' - 'A')) : Character.toString(c));
    }
    return snake.toString();
  }

  /**
   * Snake case as soon as one name of a job's structure has an underscore; label and variable names
   * don't count.
   */
  public static Spelling of(Json.Obj job) {
    return job.members().stream()
            .anyMatch(
                member ->
                    member.name().contains("_")
                        || (member.value() instanceof Json.Obj inner
                            && !member.name().equals("labels")
                            && of(inner) == SNAKE))
        ? SNAKE
        : CAMEL;
  }
}
