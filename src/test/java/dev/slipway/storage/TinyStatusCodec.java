package dev.slipway.storage;

import com.google.gson.JsonObject;
import dev.slipway.dispatch.State;
import dev.slipway.dispatch.Status;
import dev.slipway.dispatch.Submission;

/** Writes just enough of a status to tell those of {@link Samples} apart. */
final class TinyStatusCodec implements StatusCodec {

  @Override
  public String write(Status status) {
    JsonObject document = new JsonObject();
    document.addProperty("bucket", status.submission().bucket());
    document.addProperty("object", status.submission().object());
    document.addProperty("generation", status.submission().generation());
    document.addProperty("state", status.state().name());
    return CompactJson.write(document);
  }

  @Override
  public Status read(String json) {
    Fields document = Fields.of(json);
    return Samples.status(
        new Submission(
            document.text("bucket"), document.text("object"), document.text("generation")),
        State.valueOf(document.text("state")));
  }
}
