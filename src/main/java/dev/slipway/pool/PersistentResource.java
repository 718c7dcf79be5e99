package dev.slipway.pool;

import java.util.List;

/**
 * A persistent resource as Vertex AI describes it. Texts are empty when absent.
 *
 * @param id its ID, without project and location
 * @param state its state
 * @param pools its resource pools, in the API's order
 * @param network the full name of the VPC network it is peered with
 * @param kmsKey the Cloud KMS key it is encrypted with
 * @param enforcesServiceAccount whether jobs must name a service account of their own
 * @param serviceAccount the service account it was given
 * @param isForRay whether its machines make a Ray cluster
 */
public record PersistentResource(
    String id,
    ResourceState state,
    List<ResourcePool> pools,
    String network,
    String kmsKey,
    boolean enforcesServiceAccount,
    String serviceAccount,
    boolean isForRay) {
  public PersistentResource {
    pools = List.copyOf(pools);
  }
}
