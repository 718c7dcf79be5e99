package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Serves the calls on buckets and their notification configurations. */
final class BucketCalls {

  private static final Set<String> PATCHABLE = Set.of("name", "versioning");

  private final StorageState state;
  private final StorageJson json;
  private final StorageNumbers ids;

  /**
   * @param state what is held
   * @param json how resources are written
   * @param ids where the ids of notification configurations come from
   */
  BucketCalls(StorageState state, StorageJson json, StorageNumbers ids) {
    this.state = state;
    this.json = json;
    this.ids = ids;
  }

  JsonObject get(StorageRequest request) {
    return json.bucket(state.settings(request.bucket()));
  }

  JsonObject list() {
    JsonObject list = new JsonObject();
    list.addProperty("kind", "storage#buckets");
    list.add("items", StorageJson.array(state.buckets().stream().map(json::bucket).toList()));
    return list;
  }

  JsonObject insert(StorageRequest request) {
    JsonObject bucket = request.json();
    String name =
        StorageMetadata.text(bucket, "name")
            .orElseThrow(() -> new StorageRefusal(400, "required", "Required"));
    String location = StorageMetadata.text(bucket, "location").orElse("US");
    return json.bucket(state.createBucket(name, location, versioning(bucket)));
  }

  JsonObject patch(StorageRequest request) {
    JsonObject patch = request.json();
    Set<String> others = new TreeSet<>(patch.keySet());
    others.removeAll(PATCHABLE);
    if (!others.isEmpty()) {
      throw StorageRefusal.invalid(
          "The Cloud Storage emulator changes only the versioning of a bucket, not "
              + String.join(", ", others)
              + ".");
    }
    return json.bucket(
        patch.has("versioning")
            ? state.setVersioning(request.bucket(), versioning(patch))
            : state.settings(request.bucket()));
  }

  /**
   * Tells clients that names are flat here.
   *
   * <p>https://cloud.google.com/storage/docs/json_api/v1/buckets/getStorageLayout
   */
  JsonObject layout(StorageRequest request) {
    BucketSettings bucket = state.settings(request.bucket());
    JsonObject layout = new JsonObject();
    layout.addProperty("kind", "storage#storageLayout");
    layout.addProperty("bucket", bucket.name());
    layout.addProperty("location", bucket.location());
    JsonObject hierarchical = new JsonObject();
    hierarchical.addProperty("enabled", false);
    layout.add("hierarchicalNamespace", hierarchical);
    return layout;
  }

  /**
   * Every permission that is asked for; {@link StorageAccess} takes out what is not granted.
   *
   * <p>https://cloud.google.com/storage/docs/json_api/v1/buckets/testIamPermissions
   */
  JsonObject testPermissions(StorageRequest request) {
    // Throws where there is no such bucket.
    var unused = state.settings(request.bucket());
    JsonArray granted = new JsonArray();
    request.parameters("permissions").forEach(granted::add);
    JsonObject answer = new JsonObject();
    answer.addProperty("kind", "storage#testIamPermissionsResponse");
    if (!granted.isEmpty()) {
      answer.add("permissions", granted);
    }
    return answer;
  }

  JsonObject notify(StorageRequest request) {
    StorageNotification notification =
        StorageNotification.parse(Long.toString(ids.next()), request.json());
    state.notify(request.bucket(), notification);
    return notification.json();
  }

  JsonObject notifications(StorageRequest request) {
    JsonObject list = new JsonObject();
    list.addProperty("kind", "storage#notifications");
    JsonArray items = new JsonArray();
    state.notifications(request.bucket()).forEach(notification -> items.add(notification.json()));
    if (!items.isEmpty()) {
      list.add("items", items);
    }
    return list;
  }

  JsonObject notification(StorageRequest request) {
    String id = request.names().get(1);
    return state.notifications(request.bucket()).stream()
        .filter(notification -> notification.id().equals(id))
        .findFirst()
        .orElseThrow(() -> StorageRefusal.noSuchNotification(request.bucket(), id))
        .json();
  }

  private static boolean versioning(JsonObject bucket) {
    JsonElement versioning = bucket.get("versioning");
    return versioning != null
        && versioning.isJsonObject()
        && StorageMetadata.text(versioning.getAsJsonObject(), "enabled")
            .filter("true"::equals)
            .isPresent();
  }
}
