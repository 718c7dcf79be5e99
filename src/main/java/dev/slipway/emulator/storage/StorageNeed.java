package dev.slipway.emulator.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * A permission that a call needs.
 *
 * @param permission as IAM calls it
 * @param bucket the bucket where; empty for the project
 * @param name the object's name, or the prefix of a list; empty for the bucket itself
 */
record StorageNeed(String permission, String bucket, String name) {

  static final String CREATE = "storage.objects.create";
  static final String DELETE = "storage.objects.delete";
  static final String GET = "storage.objects.get";
  static final String LIST = "storage.objects.list";

  private static final String MOVE = "storage.objects.move";
  private static final String UPDATE = "storage.objects.update";

  /**
   * What a call needs whatever there is in the buckets. The address of a resumable upload is a
   * credential by itself.
   *
   * <p>https://cloud.google.com/storage/docs/access-control/iam-json,
   * https://cloud.google.com/storage/docs/json_api/v1/buckets/getStorageLayout,
   * https://cloud.google.com/storage/docs/resumable-uploads#session-uris; that a move needs this,
   * from the name of the permission, is an inference.
   */
  static List<StorageNeed> of(StorageRequest request) {
    return switch (request.call()) {
      case BUCKETS_LIST -> List.of(new StorageNeed("storage.buckets.list", "", ""));
      case BUCKETS_INSERT -> List.of(new StorageNeed("storage.buckets.create", "", ""));
      case BUCKETS_GET, NOTIFICATIONS_GET, NOTIFICATIONS_LIST -> bucket(request, "get");
      case BUCKETS_PATCH, NOTIFICATIONS_INSERT, NOTIFICATIONS_DELETE -> bucket(request, "update");
      case BUCKETS_DELETE -> bucket(request, "delete");
      case BUCKETS_TEST_PERMISSIONS, UPLOADS_CONTINUE -> List.of();
      case BUCKETS_LAYOUT ->
          List.of(new StorageNeed(LIST, request.bucket(), request.parameter("prefix").orElse("")));
      case OBJECTS_LIST -> List.of(subject(request, LIST));
      case OBJECTS_GET, OBJECTS_READ -> List.of(subject(request, GET));
      case OBJECTS_PATCH, OBJECTS_UPDATE ->
          List.of(subject(request, GET), subject(request, UPDATE));
      case OBJECTS_DELETE -> List.of(subject(request, DELETE));
      case OBJECTS_INSERT, UPLOADS_START -> List.of(subject(request, CREATE));
      case OBJECTS_COPY, OBJECTS_REWRITE ->
          List.of(
              subject(request, GET),
              new StorageNeed(CREATE, request.names().get(2), request.names().get(3)));
      case OBJECTS_MOVE ->
          List.of(
              subject(request, MOVE),
              new StorageNeed(CREATE, request.bucket(), request.names().get(2)));
      case OBJECTS_COMPOSE -> composition(request);
    };
  }

  private static List<StorageNeed> bucket(StorageRequest request, String verb) {
    return List.of(new StorageNeed("storage.buckets." + verb, request.bucket(), ""));
  }

  private static StorageNeed subject(StorageRequest request, String permission) {
    return new StorageNeed(permission, request.bucket(), request.subject());
  }

  private static List<StorageNeed> composition(StorageRequest request) {
    List<StorageNeed> needs = new ArrayList<>();
    StorageCopies.sourceNames(request.json())
        .forEach(name -> needs.add(new StorageNeed(GET, request.bucket(), name)));
    needs.add(subject(request, CREATE));
    return needs;
  }

  /** The same place, another permission. */
  StorageNeed with(String other) {
    return new StorageNeed(other, bucket, name);
  }

  /** What Cloud Storage calls the resource in a refusal. */
  String resource() {
    if (bucket.isEmpty()) {
      return "Google Cloud project";
    }
    boolean isOfObject = permission.startsWith("storage.objects.") && !permission.equals(LIST);
    return "Google Cloud Storage " + (isOfObject ? "object" : "bucket");
  }
}
