package dev.slipway.emulator;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesResponse;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import java.util.ArrayList;
import java.util.List;

/** The API's methods, request to response, for any wire. Every call passes {@link VertexCalls}. */
final class VertexApi {

  private final VertexState state;
  private final VertexCalls calls;
  private final List<CreateCustomJobRequest> createRequests = new ArrayList<>();

  VertexApi(VertexState state, VertexCalls calls) {
    this.state = state;
    this.calls = calls;
  }

  CustomJob createCustomJob(CreateCustomJobRequest request) {
    synchronized (createRequests) {
      createRequests.add(request);
    }
    return calls.pass(
        "CreateCustomJob", () -> state.createJob(request.getParent(), request.getCustomJob()));
  }

  CustomJob getCustomJob(GetCustomJobRequest request) {
    return calls.pass("GetCustomJob", () -> state.job(request.getName()));
  }

  ListCustomJobsResponse listCustomJobs(ListCustomJobsRequest request) {
    return calls.pass("ListCustomJobs", () -> list(request));
  }

  Empty cancelCustomJob(CancelCustomJobRequest request) {
    return calls.pass(
        "CancelCustomJob",
        () -> {
          state.cancelJob(request.getName());
          return Empty.getDefaultInstance();
        });
  }

  /** The operation is done when it is answered. */
  Operation deleteCustomJob(DeleteCustomJobRequest request) {
    return calls.pass(
        "DeleteCustomJob",
        () -> {
          String name = state.deleteJob(request.getName());
          return Operation.newBuilder()
              .setName(name + "/operations/" + VertexNames.id(name))
              .setDone(true)
              .setResponse(Any.pack(Empty.getDefaultInstance()))
              .build();
        });
  }

  PersistentResource getPersistentResource(GetPersistentResourceRequest request) {
    return calls.pass("GetPersistentResource", () -> state.resource(request.getName()));
  }

  ListPersistentResourcesResponse listPersistentResources(ListPersistentResourcesRequest request) {
    return calls.pass("ListPersistentResources", () -> list(request));
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
            new VertexPage.Wanted(request.getPageSize(), request.getPageToken()));
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
            new VertexPage.Wanted(request.getPageSize(), request.getPageToken()));
    return ListPersistentResourcesResponse.newBuilder()
        .addAllPersistentResources(page.items())
        .setNextPageToken(page.nextPageToken())
        .build();
  }
}
