package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A persistent resource as the API would answer it: checked, and with its defaults filled in.
 *
 * <p>Rules: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/persistent_resource.proto">persistent_resource.proto</a>.
 * Generated pool IDs look like those in k8s-config-connector's recordings: {@code n1-standard-4},
 * {@code n1-highmem-2-nvidia-tesla-t4-1}.
 */
final class PersistentResourceDefaults {

  private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private PersistentResourceDefaults() {}

  /** A broken rule; its message says where and what. */
  static final class Broken extends IllegalArgumentException {

    private final String where;
    private final String complaint;

    private Broken(String where, String complaint) {
      super(where + ": " + complaint);
      this.where = where;
      this.complaint = complaint;
    }

    /** The same, in the words of an answer: of a field in snake case. */
    VertexException asAnswer() {
      String field = where.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      return FieldErrors.of(field, complaint);
    }
  }

  /** Whether the service takes it as the ID of a new persistent resource. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /**
   * The resource with its defaults.
   *
   * @param resource with a bare ID or a full name as its name
   * @throws Broken if it breaks a rule of the API
   */
  static PersistentResource complete(PersistentResource resource) {
    String id = VertexNames.id(resource.getName());
    require(isId(id), "name", "'%s' is no ID (%s)".formatted(id, ID.pattern()));
    require(resource.getResourcePoolsCount() > 0, "resourcePools", "at least one is required");
    PersistentResource.Builder complete = resource.toBuilder().clearResourcePools();
    if (resource.getDisplayName().isEmpty()) {
      complete.setDisplayName(id);
    }
    if (resource.getState() == PersistentResource.State.STATE_UNSPECIFIED) {
      complete.setState(PersistentResource.State.RUNNING);
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < resource.getResourcePoolsCount(); i++) {
      complete.addResourcePools(
          pool(resource.getResourcePools(i), "resourcePools[%d]".formatted(i), ids));
    }
    return complete.build();
  }

  /**
   * A resource to create, with its defaults; what only the service says of it is left out.
   *
   * @throws VertexException INVALID_ARGUMENT if it breaks a rule of the API
   */
  static PersistentResource created(String id, PersistentResource asked) {
    if (!isId(id)) {
      throw FieldErrors.of(
          "persistent_resource_id", "'%s' is no ID (%s)".formatted(id, ID.pattern()));
    }
    PersistentResource.Builder own =
        asked.toBuilder()
            .setName(id)
            .clearState()
            .clearError()
            .clearCreateTime()
            .clearStartTime()
            .clearUpdateTime()
            .clearResourceRuntime();
    own.getResourcePoolsBuilderList().forEach(ResourcePool.Builder::clearUsedReplicaCount);
    try {
      return complete(own.build());
    } catch (Broken e) {
      throw e.asAnswer();
    }
  }

  private static ResourcePool pool(ResourcePool pool, String where, Set<String> ids) {
    MachineSpec machine = pool.getMachineSpec();
    require(
        !machine.getMachineType().isEmpty(), where + ".machineSpec.machineType", "it is required");
    checkReplicas(pool, where);
    ResourcePool.Builder complete = pool.toBuilder();
    if (pool.hasAutoscalingSpec() && !pool.hasReplicaCount()) {
      complete.setReplicaCount(pool.getAutoscalingSpec().getMinReplicaCount());
    }
    complete.setId(pool.getId().isEmpty() ? generatedId(machine, ids) : pool.getId());
    require(ids.add(complete.getId()), where + ".id", "'%s' is taken".formatted(complete.getId()));
    return complete.setDiskSpec(DiskDefaults.complete(machine, pool.getDiskSpec())).build();
  }

  private static void checkReplicas(ResourcePool pool, String where) {
    if (!pool.hasAutoscalingSpec()) {
      require(
          pool.getReplicaCount() > 0,
          where + ".replicaCount",
          "without autoscalingSpec it must be at least 1");
      return;
    }
    long min = pool.getAutoscalingSpec().getMinReplicaCount();
    long max = pool.getAutoscalingSpec().getMaxReplicaCount();
    require(
        min >= 1 && min < max,
        where + ".autoscalingSpec",
        "minReplicaCount (%d) must be at least 1 and less than maxReplicaCount (%d)"
            .formatted(min, max));
    long count = pool.hasReplicaCount() ? pool.getReplicaCount() : min;
    require(
        min <= count && count <= max,
        where + ".replicaCount",
        "%d is not between minReplicaCount (%d) and maxReplicaCount (%d)"
            .formatted(count, min, max));
  }

  private static String generatedId(MachineSpec machine, Set<String> taken) {
    String base = machine.getMachineType();
    if (machine.getAcceleratorType() != AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED) {
      String accelerator = machine.getAcceleratorType().name().toLowerCase(Locale.ROOT);
      base += "-" + accelerator.replace('_', '-') + "-" + machine.getAcceleratorCount();
    }
    String id = base;
    // Our inference: no text says how the service tells two pools of one machine spec apart.
    for (int i = 2; taken.contains(id); i++) {
      id = base + "-" + i;
    }
    return id;
  }

  private static void require(boolean holds, String where, String complaint) {
    if (!holds) {
      throw new Broken(where, complaint);
    }
  }
}
