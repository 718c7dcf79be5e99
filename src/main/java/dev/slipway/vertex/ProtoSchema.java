package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.dispatch.port.Schema;
import dev.slipway.spec.Json;
import dev.slipway.spec.Spelling;
import dev.slipway.vertex.rules.JobSpecs;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaWalk;

/**
 * The schema of custom jobs, by the API's own protobuf descriptors: a new field of a later version
 * needs no edit here.
 */
public final class ProtoSchema implements Schema {

  /**
   * A document along the descriptors.
   *
   * @param walked what of it the message can hold, and what not
   * @param job what it can hold
   */
  record SchemaReading(SchemaWalk.Walked walked, MessageAt<CustomJob> job) {}

  @Override
  public Checked check(Json.Obj document) {
    SchemaReading reading = read(document);
    return new Checked(
        JobSpecs.of(reading.job()), reading.walked().problems(), reading.walked().warnings());
  }

  static SchemaReading read(Json.Obj document) {
    SchemaWalk.Walked walked = SchemaWalk.walk(document, CustomJob.getDescriptor());
    CustomJob job = CustomJobs.read(walked.taken());
    return new SchemaReading(
        walked, new MessageAt<>(job, walked.taken(), "", Spelling.of(document)));
  }
}
