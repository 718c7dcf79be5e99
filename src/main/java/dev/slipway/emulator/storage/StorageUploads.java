package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads, in one request or resumable. Safe for use by many threads.
 *
 * <p>https://cloud.google.com/storage/docs/uploads-downloads
 */
final class StorageUploads {

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private final StorageState state;
  private final StorageJson json;
  private final StorageNumbers ids;
  private final String root;
  private final Map<String, StorageUpload> uploads = new ConcurrentHashMap<>();

  /**
   * @param state takes what was uploaded
   * @param ids where the ids of resumable uploads come from
   * @param root the server's address, without a slash at its end
   */
  StorageUploads(StorageState state, StorageNumbers ids, String root) {
    this.state = state;
    this.json = new StorageJson(root);
    this.ids = ids;
    this.root = root;
  }

  /** An upload in one request: metadata and bytes, or only bytes. */
  StorageAnswer insert(StorageRequest request) {
    String contentType = request.header("Content-Type").orElse(UNKNOWN_TYPE);
    if (!request.parameter("uploadType").equals(Optional.of("multipart"))) {
      return written(write(request, new JsonObject(), contentType, request.body()));
    }
    List<StorageMultipart.Part> parts = StorageMultipart.parts(contentType, request.body());
    if (parts.size() != 2) {
      throw StorageRefusal.invalid("Expected 2 parts in the multipart body, got " + parts.size());
    }
    StorageMultipart.Part media = parts.get(1);
    return written(
        write(
            request,
            StorageRequest.json(parts.get(0).content().text()),
            media.headers().getOrDefault("content-type", UNKNOWN_TYPE),
            media.content()));
  }

  /** Begins a resumable upload. Conditions are checked here, and again when the bytes are there. */
  StorageAnswer start(StorageRequest request) {
    JsonObject metadata = request.json();
    String contentType = request.header("X-Upload-Content-Type").orElse(UNKNOWN_TYPE);
    ObjectTarget target = target(request, metadata);
    ObjectAttributes attributes = attributes(metadata, contentType);
    Optional<CustomerKey> key = CustomerKey.ofObject(request);
    state.checkWrite(target, attributes);
    String id = Long.toString(ids.next());
    uploads.put(
        id,
        new StorageUpload(
            (content, hashHeader) -> {
              StorageMetadata.check(content, metadata, hashHeader.or(() -> hash(request)));
              return state.write(target, content.encryptedWith(key), attributes);
            }));
    String location = root + "/upload/storage/v1/b/" + ObjectNames.encode(request.bucket()) + "/o";
    return StorageAnswer.empty(200)
        .withHeader("Location", location + "?uploadType=resumable&upload_id=" + id)
        .withHeader("X-GUploader-UploadID", id);
  }

  /** Takes the next bytes of a resumable upload, or says how many have arrived. */
  StorageAnswer proceed(StorageRequest request) {
    StorageUpload upload =
        request
            .parameter("upload_id")
            .flatMap(id -> Optional.ofNullable(uploads.get(id)))
            .orElseThrow(() -> new StorageRefusal(404, "notFound", "No such upload."));
    StorageUpload.Progress progress =
        upload.accept(
            request.header("Content-Range").map(StorageUpload.ByteRange::parse),
            request.body(),
            hash(request));
    if (progress.object().isPresent()) {
      return written(progress.object().get());
    }
    StorageAnswer incomplete = incomplete(request);
    return progress.received() == 0
        ? incomplete
        : incomplete.withHeader("Range", "bytes=0-" + (progress.received() - 1));
  }

  /** Google's Go client asks for another status, as its HTTP client would follow a redirect. */
  private static StorageAnswer incomplete(StorageRequest request) {
    return request.header("X-GUploader-No-308").isPresent()
        ? StorageAnswer.empty(200).withHeader("X-Http-Status-Code-Override", "308")
        : StorageAnswer.empty(308);
  }

  private ObjectVersion write(
      StorageRequest request, JsonObject metadata, String contentType, ObjectContent content) {
    StorageMetadata.check(content, metadata, hash(request));
    return state.write(
        target(request, metadata),
        content.encryptedWith(CustomerKey.ofObject(request)),
        attributes(metadata, contentType));
  }

  private static Optional<String> hash(StorageRequest request) {
    return request.header("x-goog-hash");
  }

  private StorageAnswer written(ObjectVersion object) {
    return StorageAnswer.json(json.object(object, object.content().key()))
        .withHeader("x-goog-generation", Long.toString(object.generation()))
        .withHeader("x-goog-stored-content-length", Integer.toString(object.content().size()))
        .withHeader("ETag", StorageJson.etag(object));
  }

  private static ObjectTarget target(StorageRequest request, JsonObject metadata) {
    return request.object(
        request.parameter("name").or(() -> StorageMetadata.text(metadata, "name")).orElse(""));
  }

  private static ObjectAttributes attributes(JsonObject metadata, String contentType) {
    JsonObject complete = metadata.deepCopy();
    if (StorageMetadata.text(metadata, "contentType").isEmpty()) {
      complete.addProperty("contentType", contentType);
    }
    return StorageMetadata.attributes(complete);
  }
}
