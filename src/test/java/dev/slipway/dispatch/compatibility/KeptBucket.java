package dev.slipway.dispatch.compatibility;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.World;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.storage.BucketLeases;
import dev.slipway.storage.BucketStatusIndex;
import dev.slipway.storage.MemoryObjectStore;
import dev.slipway.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** A state bucket that an earlier version wrote, with the specs and jobs of that time. */
final class KeptBucket {

  private final World world = new World();
  private Instant latest = FakeTime.START;

  /**
   * Loads one.
   *
   * @param folder with its files; see the README there
   */
  static World load(Path folder) throws IOException {
    KeptBucket bucket = new KeptBucket();
    bucket.objects(folder.resolve("state.jsonl"), bucket.world.stateBucket());
    bucket.objects(folder.resolve("specs.jsonl"), bucket.world.specBucket());
    for (JsonObject line : lines(folder.resolve("jobs.jsonl"))) {
      bucket.world.jobs().put(job(line));
    }
    for (String id :
        List.of(
            "full",
            "launching",
            "over",
            "busy",
            "dying",
            "refusing",
            "gone",
            "rebooting",
            "broken")) {
      bucket.world.resources().put(FakeResources.resource(id, ResourceState.RUNNING, 31));
    }
    bucket.world.resources().put(training());
    bucket.world.time().passUntil(Duration.between(FakeTime.START, bucket.latest));
    return bucket.world;
  }

  private static PersistentResource training() {
    Shape gpu = Shape.of("a2-highgpu-1g", "NVIDIA_TESLA_A100", 1).withDisk("pd-ssd", 200);
    return new PersistentResource(
        World.RESOURCE,
        ResourceState.RUNNING,
        List.of(
            new ResourcePool("cpu", Shape.of("n1-standard-4"), 30, OptionalLong.empty(), 0),
            new ResourcePool("a100", gpu, 4, OptionalLong.of(14), 0)),
        "",
        "",
        false,
        "",
        false);
  }

  private void objects(Path file, MemoryObjectStore store) throws IOException {
    for (JsonObject line : lines(file)) {
      byte[] content = text(line, "content").getBytes(StandardCharsets.UTF_8);
      Map<String, String> metadata = new HashMap<>();
      line.getAsJsonObject("metadata")
          .entrySet()
          .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().getAsString()));
      StoredObject object =
          new StoredObject(
              text(line, "name"),
              text(line, "generation"),
              1,
              content.length,
              Instant.parse(text(line, "created")),
              Instant.parse(text(line, "updated")),
              metadata);
      store.restore(object, content);
      latest = latest.isAfter(object.updated()) ? latest : object.updated();
    }
  }

  private static Job job(JsonObject line) {
    return new Job(
        text(line, "name"),
        Optional.of(State.valueOf(text(line, "state"))),
        text(line, "persistentResource"),
        list(line.getAsJsonArray("demands")).stream()
            .map(each -> demand(each.getAsJsonArray()))
            .toList(),
        Instant.parse(text(line, "created")),
        Optional.of(text(line, "started")).filter(at -> !at.isEmpty()).map(Instant::parse),
        text(line, "submission"),
        text(line, "attempt"),
        text(line, "error"));
  }

  private static Demand demand(JsonArray fields) {
    Shape shape =
        Shape.of(fields.get(1).getAsString(), fields.get(2).getAsString(), fields.get(3).getAsInt())
            .withDisk("", fields.get(4).getAsInt());
    return new Demand(shape, fields.get(0).getAsLong());
  }

  private static List<JsonElement> list(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<JsonObject> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static String text(JsonObject line, String field) {
    return line.get(field).getAsString();
  }

  /** Every value in the state bucket of a world, a line each, sorted. */
  static List<String> values(World world) {
    List<String> lines = new ArrayList<>();
    Queue.Listing queue = world.queue().list();
    queue.unreadable().forEach(id -> lines.add("unreadable: " + id));
    for (Versioned<SubmissionRecord> kept : queue.records()) {
      lines.add(KeptListing.of(kept.value()));
      if (kept.value().lifecycle().state().isOver()) {
        lines.add(KeptListing.of(world.queue().ending(kept).orElseThrow()));
      }
    }
    for (String name : world.names("done/")) {
      String id = name.substring("done/".length());
      lines.add(KeptListing.of(world.endings().find(id).orElseThrow()));
    }
    StatusIndex index = new BucketStatusIndex(world.stateBucket());
    for (StatusIndex.ListedStatus entry : index.list(Integer.MAX_VALUE).entries()) {
      lines.add(KeptListing.of(index.read(entry).orElseThrow()));
    }
    Leases leases = new BucketLeases(world.stateBucket(), world.tokens());
    for (String name : world.names("leases/")) {
      String resource = name.substring("leases/".length());
      lines.add(KeptListing.of(resource, leases.read(resource).orElseThrow()));
    }
    lines.add(KeptListing.of(world.control()));
    return lines.stream().sorted().toList();
  }

  private KeptBucket() {}
}
