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
    return switch (request.call()) {
      case UPLOADS_START -> uploads.start(request);
      case UPLOADS_CONTINUE -> uploads.proceed(request);
      case OBJECTS_INSERT -> uploads.insert(request);
      case OBJECTS_READ -> StorageDownload.of(state.get(request.object()), request.header("Range"));
      case OBJECTS_DELETE -> {
        state.delete(request.object());
        yield StorageAnswer.empty(204);
      }
      case OBJECTS_GET -> selected(request, json.object(state.get(request.object())));
      case OBJECTS_PATCH -> selected(request, json.object(patch(request)));
      case OBJECTS_UPDATE -> selected(request, json.object(update(request)));
      case OBJECTS_LIST -> selected(request, json.page(list(request)));
      case BUCKETS_GET -> selected(request, json.bucket(state.bucket(request.bucket())));
      case BUCKETS_INSERT -> selected(request, json.bucket(createBucket(request.json())));
      case BUCKETS_LIST -> selected(request, bucketList());
    };
  }

  private ObjectVersion patch(StorageRequest request) {
    JsonObject patch = request.json();
    return state.update(request.object(), before -> StorageMetadata.patched(before, patch));
  }

  private ObjectVersion update(StorageRequest request) {
    ObjectAttributes attributes = StorageMetadata.attributes(request.json());
    return state.update(request.object(), before -> attributes);
  }

  private ObjectListing.Page list(StorageRequest request) {
    return state.list(request.bucket(), StorageQuery.listing(request));
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
