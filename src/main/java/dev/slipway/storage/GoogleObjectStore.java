package dev.slipway.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.slipway.dispatch.model.RetryLater;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A bucket of Cloud Storage. */
public final class GoogleObjectStore implements ObjectStore {

  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * What a client has done wrong, but for what passes, or is about the client and not the object.
   */
  private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 412, 429);

  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;
  private static final int FORBIDDEN = 403;

  /** The most that Cloud Storage gives a page. */
  private static final int PAGE_SIZE = 1000;

  /**
   * Of a download's buffer: the client's own is 2 MiB for each, and most specs are of a few KiB.
   */
  private static final int CHUNK_BYTES = 32 * 1024;

  private static final double PAUSES_GROW = 2;
  private static final int LONGEST_PAUSE = 16;

  private static final BlobField[] VERSION_FIELDS = {
    BlobField.GENERATION, BlobField.METAGENERATION
  };

  private static final BlobField[] FIELDS = {
    BlobField.GENERATION,
    BlobField.METAGENERATION,
    BlobField.SIZE,
    BlobField.TIME_CREATED,
    BlobField.UPDATED,
    BlobField.METADATA
  };

  private final Storage storage;
  private final Storage writer;
  private final String bucket;
  private final int pageSize;

  /**
   * A bucket.
   *
   * @param storage from {@link #client}
   * @param bucket its name
   */
  public GoogleObjectStore(Storage storage, String bucket) {
    this(storage, bucket, PAGE_SIZE);
  }

  /** With smaller pages, for tests. */
  GoogleObjectStore(Storage storage, String bucket, int pageSize) {
    this(storage, storage, bucket, pageSize);
  }

  private GoogleObjectStore(Storage storage, Storage writer, String bucket, int pageSize) {
    this.storage = storage;
    this.writer = writer;
    this.bucket = bucket;
    this.pageSize = pageSize;
  }

  /**
   * A client of Cloud Storage. It repeats conditional writes whose answer was lost.
   *
   * @param emulator where an emulator listens, which is then called without credentials; empty for
   *     Cloud Storage itself, with the default credentials
   * @param project the project to bill and to name in errors
   */
  public static Storage client(Optional<URI> emulator, String project) {
    return client(emulator, project, Timeouts.NORMAL);
  }

  /** The buckets that one such client reaches, by their names. */
  public static Function<String, GoogleObjectStore> connect(
      Optional<URI> emulator, String project, Timeouts timeouts) {
    Storage storage = client(emulator, project, timeouts);
    return bucket -> new GoogleObjectStore(storage, bucket);
  }

  private static Storage client(Optional<URI> emulator, String project, Timeouts timeouts) {
    StorageOptions.Builder options =
        StorageOptions.newBuilder()
            .setProjectId(project)
            .setRetrySettings(
                RetrySettings.newBuilder()
                    .setInitialRetryDelayDuration(timeouts.pause())
                    .setRetryDelayMultiplier(PAUSES_GROW)
                    .setMaxRetryDelayDuration(timeouts.pause().multipliedBy(LONGEST_PAUSE))
                    .setTotalTimeoutDuration(timeouts.total())
                    .build())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout((int) timeouts.connection().toMillis())
                    .setReadTimeout((int) timeouts.answer().toMillis())
                    .build());
    emulator.ifPresent(
        uri -> options.setHost(uri.toString()).setCredentials(NoCredentials.getInstance()));
    return options.build().getService();
  }

  /** The same bucket, but a write that comes too often is told at once, not tried again. */
  public GoogleObjectStore impatient() {
    StorageOptions options =
        storage.getOptions().toBuilder()
            .setStorageRetryStrategy(new NoRetryWhenThrottled())
            .build();
    return new GoogleObjectStore(storage, options.getService(), bucket, pageSize);
  }

  /**
   * Asks something about this bucket, not about an object in it.
   *
   * @param call its name, for who reads of a failure
   * @param question gets the client and the bucket's name
   * @throws StorageCallException when there is no answer
   */
  public <T> T ask(String call, BiFunction<Storage, String, T> question) {
    try {
      return question.apply(storage, bucket);
    } catch (StorageException e) {
      throw retryLater(call, "", e);
    }
  }

  /** {@inheritDoc} A bucket that is not there looks the same; writing and listing tell it. */
  @Override
  public Optional<StoredObject> find(String name) {
    try {
      return Optional.ofNullable(storage.get(BlobId.of(bucket, name), BlobGetOption.fields(FIELDS)))
          .map(GoogleObjectStore::stored);
    } catch (StorageException e) {
      throw retryLater("find", name, e);
    }
  }

  @Override
  public Optional<byte[]> read(String name, int most) {
    return download(name, most);
  }

  @Override
  public Optional<byte[]> read(String name, String generation, int most) {
    return download(name, most, BlobSourceOption.generationMatch(Long.parseLong(generation)));
  }

  private Optional<byte[]> download(String name, int most, BlobSourceOption... conditions) {
    // No range is asked for: an empty object has none. Whoever closes early gets no more.
    try (ReadChannel channel = storage.reader(BlobId.of(bucket, name), conditions);
        InputStream content = Channels.newInputStream(channel)) {
      channel.setChunkSize(CHUNK_BYTES);
      return Optional.of(content.readNBytes(most));
    } catch (StorageException e) {
      return notThere("read", name, e);
    } catch (IOException e) {
      if (e.getCause() instanceof StorageException cause) {
        return notThere("read", name, cause);
      }
      throw retryLater("read", name, e);
    }
  }

  private Optional<byte[]> notThere(String call, String name, StorageException e) {
    if (e.getCode() == NOT_FOUND || e.getCode() == PRECONDITION_FAILED) {
      return Optional.empty();
    }
    RetryLater failed = retryLater(call, name, e);
    throw isAboutTheContent(e)
        ? new ContentRefused(String.valueOf(failed.getMessage()), e)
        : failed;
  }

  /** A key of Cloud KMS that Cloud Storage may not use is told as 403, and names the service. */
  private static boolean isAboutTheContent(StorageException e) {
    int code = e.getCode();
    boolean isOfTheKey = code == FORBIDDEN && String.valueOf(e.getMessage()).contains("KMS");
    return isOfTheKey || (code >= CLIENT_ERRORS && code < SERVER_ERRORS && !PASSING.contains(code));
  }

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    BlobInfo info =
        BlobInfo.newBuilder(BlobId.of(bucket, object.name()))
            .setContentType(object.contentType())
            .setMetadata(object.metadata())
            // Where somebody makes statuses public, they would else be served an hour old:
            // https://cloud.google.com/storage/docs/metadata#cache-control
            .setCacheControl("no-store")
            .build();
    BlobTargetOption condition =
        replaces
            .map(generation -> BlobTargetOption.generationMatch(Long.parseLong(generation)))
            .orElseGet(BlobTargetOption::doesNotExist);
    try {
      // Nearly all is of a few KiB, and not worth the processor time that compressing it takes.
      BlobTargetOption asItIs = BlobTargetOption.disableGzipContent();
      return new WriteResult.Written(stored(writer.create(info, content, condition, asItIs)));
    } catch (StorageException e) {
      return switch (e.getCode()) {
        case PRECONDITION_FAILED -> new WriteResult.Conflict();
        case TOO_MANY_REQUESTS -> new WriteResult.TooOften(retryLater("write", object.name(), e));
        default -> throw retryLater("write", object.name(), e);
      };
    }
  }

  @Override
  public boolean delete(String name, String generation) {
    try {
      return storage.delete(
          BlobId.of(bucket, name), BlobSourceOption.generationMatch(Long.parseLong(generation)));
    } catch (StorageException e) {
      if (e.getCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw retryLater("delete", name, e);
    }
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return list(prefix, "", "");
  }

  @Override
  public List<StoredObject> list(String prefix, String from, String before) {
    return list(prefix, from, before, FIELDS, GoogleObjectStore::stored);
  }

  @Override
  public List<Version> versions(String prefix, String from, String before) {
    return list(prefix, from, before, VERSION_FIELDS, GoogleObjectStore::version);
  }

  private <T> List<T> list(
      String prefix, String from, String before, BlobField[] fields, Function<Blob, T> of) {
    try {
      List<T> objects = new ArrayList<>();
      storage
          .list(bucket, range(prefix, from, before, pageSize, fields))
          .iterateAll()
          .forEach(blob -> objects.add(of.apply(blob)));
      return objects;
    } catch (StorageException e) {
      throw retryLater("list", prefix, e);
    }
  }

  @Override
  public ObjectPage page(String prefix, String from, int most) {
    try {
      List<StoredObject> objects = new ArrayList<>();
      // One more is asked for: its name says where the next page begins.
      for (Blob blob :
          storage.list(bucket, range(prefix, from, "", most + 1, FIELDS)).iterateAll()) {
        if (objects.size() == most) {
          return new ObjectPage(objects, Optional.of(blob.getName()));
        }
        objects.add(stored(blob));
      }
      return new ObjectPage(objects, Optional.empty());
    } catch (StorageException e) {
      throw retryLater("list", prefix, e);
    }
  }

  private static BlobListOption[] range(
      String prefix, String from, String before, int most, BlobField[] fields) {
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.prefix(prefix));
    options.add(BlobListOption.pageSize(most));
    options.add(BlobListOption.fields(fields));
    if (!from.isEmpty()) {
      options.add(BlobListOption.startOffset(from));
    }
    if (!before.isEmpty()) {
      options.add(BlobListOption.endOffset(before));
    }
    return options.toArray(BlobListOption[]::new);
  }

  @Override
  public String address(String name) {
    return "gs://" + bucket + "/" + name;
  }

  private static StoredObject stored(Blob blob) {
    return new StoredObject(
        blob.getName(),
        Long.toString(blob.getGeneration()),
        blob.getMetageneration(),
        blob.getSize(),
        blob.getCreateTimeOffsetDateTime().toInstant(),
        blob.getUpdateTimeOffsetDateTime().toInstant(),
        Optional.ofNullable(blob.getMetadata()).orElse(Map.of()));
  }

  private static Version version(Blob blob) {
    return new Version(
        blob.getName(), Long.toString(blob.getGeneration()), blob.getMetageneration());
  }

  private RetryLater retryLater(String call, String name, Exception e) {
    return StorageCallException.of(call, bucket, name, e);
  }
}
