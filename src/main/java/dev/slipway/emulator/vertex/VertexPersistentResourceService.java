package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CreatePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.DeletePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesResponse;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceGrpc;
import com.google.longrunning.Operation;
import io.grpc.stub.StreamObserver;

/** PersistentResourceService over gRPC: no update and no reboot. */
final class VertexPersistentResourceService
    extends PersistentResourceServiceGrpc.PersistentResourceServiceImplBase {

  private final VertexApi api;

  VertexPersistentResourceService(VertexApi api) {
    this.api = api;
  }

  @Override
  public void createPersistentResource(
      CreatePersistentResourceRequest request, StreamObserver<Operation> observer) {
    VertexGrpc.answer(observer, () -> api.createPersistentResource(request));
  }

  @Override
  public void deletePersistentResource(
      DeletePersistentResourceRequest request, StreamObserver<Operation> observer) {
    VertexGrpc.answer(observer, () -> api.deletePersistentResource(request));
  }

  @Override
  public void getPersistentResource(
      GetPersistentResourceRequest request, StreamObserver<PersistentResource> observer) {
    VertexGrpc.answer(observer, () -> api.getPersistentResource(request));
  }

  @Override
  public void listPersistentResources(
      ListPersistentResourcesRequest request,
      StreamObserver<ListPersistentResourcesResponse> observer) {
    VertexGrpc.answer(observer, () -> api.listPersistentResources(request));
  }
}
