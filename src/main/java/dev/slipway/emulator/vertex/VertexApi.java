package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreatePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.DeletePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesResponse;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import java.util.ArrayList;
import java.util.List;

/** The API's methods, request to response, for any wire. Every call passes {@link VertexFaults}. */
final class VertexApi {

  private final VertexState state;
  private final VertexFaults faults;
  private final List<CreateCustomJobRequest> createRequests = new ArrayList<>();

  VertexApi(VertexState state, VertexFaults faults) {
    this.state = state;
    this.faults = faults;
  }

  CustomJob createCustomJob(CreateCustomJobRequest request) {
    synchronized (createRequests) {
      createRequests.add(request);
    }
    return faults.pass(
        VertexMethod.CREATE_CUSTOM_JOB,
        request.getCustomJob().getDisplayName(),
        () -> state.createJob(request.getParent(), request.getCustomJob()));
  }

  CustomJob getCustomJob(GetCustomJobRequest request) {
    return faults.pass(VertexMethod.GET_CUSTOM_JOB, () -> state.job(request.getName()));
  }

  ListCustomJobsResponse listCustomJobs(ListCustomJobsRequest request) {
    return faults.pass(VertexMethod.LIST_CUSTOM_JOBS, () -> list(request));
  }

  Empty cancelCustomJob(CancelCustomJobRequest request) {
    return faults.pass(
        VertexMethod.CANCEL_CUSTOM_JOB,
        () -> {
          state.cancelJob(request.getName());
          return Empty.getDefaultInstance();
        });
  }

  Operation deleteCustomJob(DeleteCustomJobRequest request) {
    return faults.pass(VertexMethod.DELETE_CUSTOM_JOB, () -> state.deleteJob(request.getName()));
  }

  Operation createPersistentResource(CreatePersistentResourceRequest request) {
    return faults.pass(
        VertexMethod.CREATE_PERSISTENT_RESOURCE,
        () ->
            state.createResource(
                request.getParent(),
                request.getPersistentResourceId(),
                request.getPersistentResource()));
  }

  Operation deletePersistentResource(DeletePersistentResourceRequest request) {
    return faults.pass(
        VertexMethod.DELETE_PERSISTENT_RESOURCE, () -> state.deleteResource(request.getName()));
  }

  Operation getOperation(GetOperationRequest request) {
    return faults.pass(VertexMethod.GET_OPERATION, () -> state.operation(request.getName()));
  }

  PersistentResource getPersistentResource(GetPersistentResourceRequest request) {
    return faults.pass(
        VertexMethod.GET_PERSISTENT_RESOURCE, () -> state.resource(request.getName()));
  }

  ListPersistentResourcesResponse listPersistentResources(ListPersistentResourcesRequest request) {
    return faults.pass(VertexMethod.LIST_PERSISTENT_RESOURCES, () -> list(request));
  }

  /** The create requests as they arrived, refused ones too. */
  List<CreateCustomJobRequest> createRequests() {
    synchronized (createRequests) {
      return List.copyOf(createRequests);
    }
  }

  private ListCustomJobsResponse list(ListCustomJobsRequest request) {
    FieldMask mask = request.getReadMask();
    if (!FieldMaskUtil.isValid(CustomJob.class, mask)) {
      throw FieldErrors.of("read_mask", "It names a field that a CustomJob does not have.");
    }
    VertexPage<CustomJob> page =
        state.listJobs(
            request.getParent(),
            request.getFilter(),
            new VertexPage.PageRequest(request.getPageSize(), request.getPageToken()));
    ListCustomJobsResponse.Builder response =
        ListCustomJobsResponse.newBuilder().setNextPageToken(page.nextPageToken());
    for (CustomJob job : page.items()) {
      response.addCustomJobs(mask.getPathsCount() == 0 ? job : FieldMaskUtil.trim(mask, job));
    }
    return response.build();
  }

  private ListPersistentResourcesResponse list(ListPersistentResourcesRequest request) {
    VertexPage<PersistentResource> page =
        state.listResources(
            request.getParent(),
            new VertexPage.PageRequest(request.getPageSize(), request.getPageToken()));
    return ListPersistentResourcesResponse.newBuilder()
        .addAllPersistentResources(page.items())
        .setNextPageToken(page.nextPageToken())
        .build();
  }
}
