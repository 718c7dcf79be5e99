package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.spec.Json;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MessageFields;
import dev.slipway.vertex.schema.SchemaWalk;

/** The messages that documents are, for tests of other packages. */
public final class JobMessages {

  private JobMessages() {}

  /** The job that would be created, but for our labels. */
  public static CustomJob ours(Json.Obj document) {
    SchemaWalk.Walked walked = SchemaWalk.walk(document, CustomJob.getDescriptor());
    if (!walked.problems().isEmpty()) {
      throw new AssertionError("taken at intake, refused at launch: " + walked.problems());
    }
    return CustomJobs.read(walked.taken());
  }

  /** What Google's own reader of JSON makes of the whole document. */
  public static CustomJob byJsonFormat(Json.Obj document) {
    return byJsonFormat(JsonText.of(withoutOutputOnly(document)));
  }

  /**
   * What Google's own reader of JSON makes of a text.
   *
   * @throws AssertionError when it does not take it
   */
  public static CustomJob byJsonFormat(String json) {
    CustomJob.Builder job = CustomJob.newBuilder();
    try {
      JsonFormat.parser().merge(json, job);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("JsonFormat does not take what we take: " + json, e);
    }
    return job.build();
  }

  /** A request's output only fields are overlooked, whatever they hold. */
  static Json.Obj withoutOutputOnly(Json.Obj document) {
    return new Json.Obj(
        document.members().stream()
            .filter(
                member ->
                    MessageFields.find(CustomJob.getDescriptor(), member.name())
                        .filter(MessageFields::isOutputOnly)
                        .isEmpty())
            .toList());
  }
}
