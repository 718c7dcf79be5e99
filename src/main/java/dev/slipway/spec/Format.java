package dev.slipway.spec;

/** In which form a job came. Each is told apart by its content, see {@link FormatDetector}. */
public enum Format {
  /** What the REST API's {@code customJobs.create} takes: {@code displayName}, {@code jobSpec}. */
  CUSTOM_JOB("a CustomJob, as the REST API takes it"),

  /** The same with what only Vertex AI sets, as {@code gcloud ai custom-jobs describe} shows it. */
  READ_BACK("a CustomJob read back from Vertex AI"),

  /** What gcloud's {@code --config} takes: {@code workerPoolSpecs} without a job around it. */
  CUSTOM_JOB_SPEC("a CustomJobSpec, as gcloud's --config takes it"),

  /** The arguments of the Python SDK's {@code CustomJob} and of its {@code run}, as one object. */
  SDK_ARGUMENTS("arguments of the Python SDK's CustomJob"),

  /** The value of {@code workerPoolSpecs} alone. */
  WORKER_POOL_SPECS("a list of worker pool specs");

  private final String text;

  Format(String text) {
    this.text = text;
  }

  /** For people: {@code a CustomJobSpec, as gcloud's --config takes it}. */
  public String text() {
    return text;
  }
}
