package dev.slipway.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import dev.slipway.report.JsonFields;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a submission requires, as JSON short enough for metadata: fields with their default values
 * are left out, names are those of {@link Requirements}, {@link WorkerPool} and {@link Shape}.
 */
final class RequirementsJson {

  private RequirementsJson() {}

  static String write(Requirements requirements) {
    JsonObject document = new JsonObject();
    JsonArray pools = new JsonArray();
    requirements.workerPools().forEach(pool -> pools.add(object(pool)));
    document.add("workerPools", pools);
    JsonFields.addText(document, "network", requirements.network());
    JsonFields.addText(document, "kmsKey", requirements.kmsKey());
    JsonFields.addText(document, "serviceAccount", requirements.serviceAccount());
    if (requirements.spelling() != Spelling.CAMEL) {
      document.addProperty("spelling", requirements.spelling().name());
    }
    return CompactJson.write(document);
  }

  /**
   * @throws UnreadableObject when it is not what {@link #write} makes
   */
  static Requirements read(String json) {
    return read(json, JsonFields::end);
  }

  /**
   * What a newer version has written, without the fields that only that one knows.
   *
   * @throws UnreadableObject when the fields that we know are of another kind
   */
  static Requirements readKnown(String json) {
    return read(json, fields -> {});
  }

  /**
   * @param end what to do about fields that nobody asked for
   */
  private static Requirements read(String json, Consumer<JsonFields> end) {
    JsonFields document = JsonFields.of(CompactJson.parse(json), UnreadableObject::new);
    List<WorkerPool> pools = document.list("workerPools", pool -> workerPool(pool, end));
    Requirements requirements =
        new Requirements(
            pools,
            document.text("network"),
            document.text("kmsKey"),
            document.text("serviceAccount"),
            spelling(document.text("spelling")));
    end.accept(document);
    return requirements;
  }

  private static JsonObject object(WorkerPool pool) {
    Shape shape = pool.demand().shape();
    Shape plain = Shape.of(shape.machineType());
    JsonObject object = new JsonObject();
    JsonFields.addText(object, "where", pool.where());
    object.addProperty("replicas", pool.demand().replicas());
    JsonFields.addText(object, "machineType", shape.machineType());
    JsonFields.addText(object, "acceleratorType", shape.acceleratorType());
    if (shape.acceleratorCount() != 0) {
      object.addProperty("acceleratorCount", shape.acceleratorCount());
    }
    JsonFields.addText(object, "gpuPartitionSize", shape.gpuPartitionSize());
    JsonFields.addText(object, "tpuTopology", shape.tpuTopology());
    JsonFields.addText(object, "reservationType", shape.reservation().type());
    JsonFields.addText(object, "reservationKey", shape.reservation().key());
    if (!shape.reservation().values().isEmpty()) {
      JsonArray values = new JsonArray();
      shape.reservation().values().forEach(values::add);
      object.add("reservationValues", values);
    }
    if (!shape.bootDiskType().equals(plain.bootDiskType())) {
      object.addProperty("bootDiskType", shape.bootDiskType());
    }
    if (shape.bootDiskSizeGb() != plain.bootDiskSizeGb()) {
      object.addProperty("bootDiskSizeGb", shape.bootDiskSizeGb());
    }
    return object;
  }

  private static WorkerPool workerPool(JsonFields fields, Consumer<JsonFields> end) {
    Shape shape =
        new Shape(
            fields.text("machineType"),
            fields.text("acceleratorType"),
            fields.count("acceleratorCount", 0),
            fields.text("gpuPartitionSize"),
            fields.text("tpuTopology"),
            new ReservationAffinity(
                fields.text("reservationType"),
                fields.text("reservationKey"),
                fields.texts("reservationValues")),
            fields.text("bootDiskType"),
            fields.count("bootDiskSizeGb", 0));
    Demand demand = new Demand(shape, fields.number("replicas", 0));
    WorkerPool pool = new WorkerPool(fields.text("where"), demand);
    end.accept(fields);
    return pool;
  }

  private static Spelling spelling(String name) {
    return name.isEmpty() ? Spelling.CAMEL : Names.value(Spelling.class, name);
  }
}
