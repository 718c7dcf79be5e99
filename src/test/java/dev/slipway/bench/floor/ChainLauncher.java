package dev.slipway.bench.floor;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * The four calls that have to follow each other if no job is to be lost or made twice, and nothing
 * else: read the spec, write down that it is launched, list who else is, create the job. No
 * launcher that keeps those promises with these clients takes less.
 */
public final class ChainLauncher extends FloorLauncher {

  private static final String STATE = "SLIPWAY_STATE_BUCKET";

  /** Connects. */
  public ChainLauncher() throws InterruptedException, ExecutionException {}

  @Override
  protected void between(Storage storage, String name, byte[] spec) {
    String bucket = Objects.requireNonNull(System.getenv(STATE), STATE);
    BlobInfo record =
        BlobInfo.newBuilder(bucket, "chain/" + name)
            .setMetadata(Map.of("state", "LAUNCHING"))
            .build();
    var unused =
        storage.create(
            record, spec, BlobTargetOption.doesNotExist(), BlobTargetOption.disableGzipContent());
    for (Blob launching :
        storage.list(bucket, BlobListOption.prefix(record.getName())).iterateAll()) {
      if (!launching.getName().equals(record.getName())) {
        throw new IllegalStateException(launching + " is launched, too");
      }
    }
  }
}
