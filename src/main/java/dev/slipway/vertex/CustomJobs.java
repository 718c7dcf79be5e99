package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.spec.Json;
import dev.slipway.vertex.schema.JsonText;

/** The message that a spec's tree is, and what Slipway adds to it. */
final class CustomJobs {

  private CustomJobs() {}

  /** Reads a tree that a walk has taken. */
  static CustomJob read(Json.Obj taken) {
    CustomJob.Builder job = CustomJob.newBuilder();
    try {
      JsonFormat.parser().merge(JsonText.of(taken), job);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the walk took what JsonFormat refuses", e);
    }
    return job.build();
  }

  /**
   * A job with our two labels and, where it names no persistent resource, that of the request.
   * Nothing else changes.
   */
  static CustomJob forLaunch(CustomJob job, Jobs.CreateRequest request) {
    CustomJob.Builder launched =
        job.toBuilder()
            .putLabels(Jobs.SUBMISSION_LABEL, request.submission())
            .putLabels(Jobs.ATTEMPT_LABEL, request.attempt());
    if (job.getJobSpec().getPersistentResourceId().isEmpty()) {
      launched.getJobSpecBuilder().setPersistentResourceId(request.resource());
    }
    return launched.build();
  }
}
