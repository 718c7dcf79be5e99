package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.LocationName;
import com.google.cloud.aiplatform.v1.PersistentResourceName;
import com.google.cloud.aiplatform.v1.ServiceAccountSpec;
import dev.slipway.dispatch.port.Resources;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.vertex.schema.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Persistent resources of one project and location of Vertex AI. */
public final class VertexResources implements Resources {

  private final VertexClients clients;
  private final String project;
  private final String location;

  /**
   * @param clients whoever made them closes them
   * @param project ID or number
   * @param location such as {@code us-central1}
   */
  public VertexResources(VertexClients clients, String project, String location) {
    this.clients = clients;
    this.project = project;
    this.location = location;
  }

  @Override
  public Optional<PersistentResource> find(String id) {
    String name = PersistentResourceName.format(project, location, id);
    GetPersistentResourceRequest request =
        GetPersistentResourceRequest.newBuilder().setName(name).build();
    return ApiErrors.ifThere(
            name, () -> clients.resources().getPersistentResourceCallable().call(request))
        .map(resource -> described(id, resource));
  }

  /**
   * All persistent resources of the project and location.
   *
   * @throws dev.slipway.dispatch.model.RetryLater when Vertex AI does not answer
   */
  public List<PersistentResource> list() {
    String parent = LocationName.format(project, location);
    ListPersistentResourcesRequest request =
        ListPersistentResourcesRequest.newBuilder().setParent(parent).build();
    return ApiErrors.of(
        "the persistent resources of " + parent,
        () ->
            StreamSupport.stream(
                    clients
                        .resources()
                        .listPersistentResourcesPagedCallable()
                        .call(request)
                        .iterateAll()
                        .spliterator(),
                    false)
                .map(VertexResources::described)
                .toList());
  }

  /** A message of the API in our terms. */
  public static PersistentResource described(
      com.google.cloud.aiplatform.v1.PersistentResource resource) {
    String name = resource.getName();
    return described(name.substring(name.lastIndexOf('/') + 1), resource);
  }

  private static PersistentResource described(
      String id, com.google.cloud.aiplatform.v1.PersistentResource resource) {
    ServiceAccountSpec account = resource.getResourceRuntimeSpec().getServiceAccountSpec();
    return new PersistentResource(
        id,
        state(resource.getState()),
        pools(resource.getResourcePoolsList()),
        resource.getNetwork(),
        resource.getEncryptionSpec().getKmsKeyName(),
        account.getEnableCustomServiceAccount(),
        account.getServiceAccount(),
        resource.getResourceRuntimeSpec().hasRaySpec());
  }

  private static ResourceState state(
      com.google.cloud.aiplatform.v1.PersistentResource.State state) {
    return switch (state) {
      case PROVISIONING -> ResourceState.PROVISIONING;
      case RUNNING -> ResourceState.RUNNING;
      case STOPPING -> ResourceState.STOPPING;
      case ERROR -> ResourceState.ERROR;
      case REBOOTING -> ResourceState.REBOOTING;
      case UPDATING -> ResourceState.UPDATING;
      case STATE_UNSPECIFIED, UNRECOGNIZED -> ResourceState.UNKNOWN;
    };
  }

  private static List<ResourcePool> pools(List<com.google.cloud.aiplatform.v1.ResourcePool> pools) {
    return IntStream.range(0, pools.size()).mapToObj(i -> pool(pools.get(i), i)).toList();
  }

  private static ResourcePool pool(com.google.cloud.aiplatform.v1.ResourcePool pool, int index) {
    return new ResourcePool(
        // The API makes an ID where the user gave none; some examples of its documentation still
        // show pools without one, and two of those must not count as one.
        pool.getId().isEmpty() ? "resourcePools[" + index + "]" : pool.getId(),
        Shapes.of(pool.getMachineSpec(), pool.getDiskSpec()),
        pool.getReplicaCount(),
        pool.getAutoscalingSpec().hasMaxReplicaCount()
            ? OptionalLong.of(pool.getAutoscalingSpec().getMaxReplicaCount())
            : OptionalLong.empty(),
        pool.getUsedReplicaCount());
  }
}
