package dev.slipway.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.function.Function;

/** Serves each call from the state: values in, values out. */
final class StorageApi {

  private final StorageState state;
  private final StorageUploads uploads;
  private final StorageJson json;
  private final StorageInterceptor interceptor;

  /**
   * @param state what is held
   * @param uploads uploads under way
   * @param json how resources are written
   * @param interceptor every call passes through it
   */
  StorageApi(
      StorageState state,
      StorageUploads uploads,
      StorageJson json,
      StorageInterceptor interceptor) {
    this.state = state;
    this.uploads = uploads;
    this.json = json;
    this.interceptor = interceptor;
  }

  /** Answers a call; an error is an answer too. */
  StorageAnswer answer(StorageRequest request) {
    Function<StorageRequest, StorageAnswer> served = this::served;
    return interceptor.answer(request, served);
  }

  private StorageAnswer served(StorageRequest request) {
    try {
      return serve(request);
    } catch (StorageRefusal refusal) {
      if (refusal.status() == 304) {
        return StorageAnswer.empty(304);
      }
      return request.call() == StorageCall.OBJECTS_READ
          ? StorageAnswer.plain(refusal)
          : StorageAnswer.of(refusal);
    }
  }

  private StorageAnswer serve(StorageRequest request) {
    switch (request.call()) {
      case UPLOADS_START:
        return uploads.start(request);
      case UPLOADS_CONTINUE:
        return uploads.proceed(request);
      case OBJECTS_INSERT:
        return uploads.insert(request);
      case OBJECTS_READ:
        return StorageDownload.of(state.get(request.object()), request.header("Range"));
      case OBJECTS_DELETE:
        state.delete(request.object());
        return StorageAnswer.empty(204);
      default:
        return selected(request, resource(request));
    }
  }

  private JsonObject resource(StorageRequest request) {
    switch (request.call()) {
      case BUCKETS_LIST:
        return bucketList();
      case BUCKETS_INSERT:
        return json.bucket(createBucket(request.json()));
      case BUCKETS_GET:
        return json.bucket(state.bucket(request.bucket()));
      case OBJECTS_LIST:
        return json.page(state.list(request.bucket(), StorageQuery.listing(request)));
      case OBJECTS_GET:
        return json.object(state.get(request.object()));
      case OBJECTS_PATCH:
        JsonObject patch = request.json();
        return json.object(
            state.update(request.object(), before -> StorageMetadata.patched(before, patch)));
      case OBJECTS_UPDATE:
        ObjectAttributes attributes = StorageMetadata.attributes(request.json());
        return json.object(state.update(request.object(), before -> attributes));
      default:
        throw new IllegalStateException("No resource answers " + request.call());
    }
  }

  private BucketState createBucket(JsonObject bucket) {
    String name =
        StorageMetadata.text(bucket, "name")
            .orElseThrow(() -> new StorageRefusal(400, "required", "Required"));
    return state.createBucket(name, StorageMetadata.text(bucket, "location").orElse("US"));
  }

  private JsonObject bucketList() {
    JsonObject list = new JsonObject();
    list.addProperty("kind", "storage#buckets");
    list.add("items", StorageJson.array(state.buckets().stream().map(json::bucket).toList()));
    return list;
  }

  private static StorageAnswer selected(StorageRequest request, JsonObject whole) {
    JsonElement part =
        request
            .parameter("fields")
            .map(fields -> StorageFields.parse(fields).select(whole))
            .orElse(whole);
    return StorageAnswer.json(part.getAsJsonObject());
  }
}
