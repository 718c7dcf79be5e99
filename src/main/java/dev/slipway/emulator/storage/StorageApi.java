package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Serves each call from the state: values in, values out. */
final class StorageApi {

  private final StorageState state;
  private final StorageUploads uploads;
  private final StorageCopies copies;
  private final BucketCalls buckets;
  private final StorageJson json;
  private final StorageAccess access;
  private final StorageInterceptor interceptor;

  /**
   * @param state what is held
   * @param uploads uploads under way
   * @param buckets calls on buckets
   * @param json how resources are written
   * @param access who may call
   * @param interceptor every call passes through it
   */
  StorageApi(
      StorageState state,
      StorageUploads uploads,
      BucketCalls buckets,
      StorageJson json,
      StorageAccess access,
      StorageInterceptor interceptor) {
    this.state = state;
    this.uploads = uploads;
    this.copies = new StorageCopies(state, json);
    this.buckets = buckets;
    this.json = json;
    this.access = access;
    this.interceptor = interceptor;
  }

  /** Answers a call; an error is an answer too. */
  StorageAnswer answer(StorageRequest request) {
    Function<StorageRequest, StorageAnswer> served = this::served;
    return interceptor.answer(request, served);
  }

  private StorageAnswer served(StorageRequest request) {
    try {
      return serve(access.checked(request));
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
      case OBJECTS_READ ->
          StorageDownload.of(
              readable(request), request.header("Range"), request.header("Accept-Encoding"));
      case OBJECTS_DELETE -> {
        state.delete(request.object());
        yield StorageAnswer.empty(204);
      }
      case OBJECTS_GET -> selected(request, get(request));
      case OBJECTS_PATCH -> selected(request, json.object(patch(request)));
      case OBJECTS_UPDATE -> selected(request, json.object(update(request)));
      case OBJECTS_LIST -> selected(request, json.page(list(request), fields(request)));
      case OBJECTS_REWRITE -> selected(request, copies.rewrite(request));
      case OBJECTS_COPY -> selected(request, json.object(copies.copy(request)));
      case OBJECTS_MOVE -> selected(request, json.object(copies.move(request)));
      case OBJECTS_COMPOSE -> selected(request, json.object(copies.compose(request)));
      case BUCKETS_GET -> selected(request, buckets.get(request));
      case BUCKETS_INSERT -> selected(request, buckets.insert(request));
      case BUCKETS_PATCH -> selected(request, buckets.patch(request));
      case BUCKETS_LIST -> selected(request, buckets.list());
      case BUCKETS_LAYOUT -> selected(request, buckets.layout(request));
      case BUCKETS_TEST_PERMISSIONS -> selected(request, buckets.testPermissions(request));
      case NOTIFICATIONS_LIST -> selected(request, buckets.notifications(request));
      case NOTIFICATIONS_INSERT -> selected(request, buckets.notify(request));
      case NOTIFICATIONS_GET -> selected(request, buckets.notification(request));
      case BUCKETS_DELETE -> {
        state.deleteBucket(request.bucket());
        yield StorageAnswer.empty(204);
      }
      case NOTIFICATIONS_DELETE -> {
        state.deleteNotification(request.bucket(), request.names().get(1));
        yield StorageAnswer.empty(204);
      }
    };
  }

  private ObjectVersion readable(StorageRequest request) {
    ObjectVersion object = state.get(request.object());
    CustomerKey.check(CustomerKey.ofObject(request), object.content());
    return object;
  }

  /** Without a key there is less to see, but with a wrong one nothing. */
  private JsonObject get(StorageRequest request) {
    ObjectVersion object = state.get(request.object());
    Optional<CustomerKey> key = CustomerKey.ofObject(request);
    if (key.isPresent()) {
      CustomerKey.check(key, object.content());
    }
    return json.object(object, key);
  }

  private ObjectVersion patch(StorageRequest request) {
    JsonObject patch = request.json();
    return state.update(request.object(), before -> StorageMetadata.patched(before, patch));
  }

  private ObjectVersion update(StorageRequest request) {
    ObjectAttributes attributes = StorageMetadata.attributes(request.json());
    return state.update(request.object(), before -> attributes);
  }

  private ObjectListing.ListedPage list(StorageRequest request) {
    return state.list(request.bucket(), StorageQuery.listing(request));
  }

  private static StorageAnswer selected(StorageRequest request, JsonObject whole) {
    return StorageAnswer.json(fields(request).select(whole).getAsJsonObject());
  }

  private static StorageFields fields(StorageRequest request) {
    return request.parameter("fields").map(StorageFields::parse).orElse(StorageFields.ALL);
  }
}
