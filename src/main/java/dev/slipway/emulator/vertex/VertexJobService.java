package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;

/** JobService over gRPC: custom jobs only, everything else is UNIMPLEMENTED. */
final class VertexJobService extends JobServiceGrpc.JobServiceImplBase {

  private final VertexApi api;

  VertexJobService(VertexApi api) {
    this.api = api;
  }

  @Override
  public void createCustomJob(CreateCustomJobRequest request, StreamObserver<CustomJob> observer) {
    VertexGrpc.answer(observer, () -> api.createCustomJob(request));
  }

  @Override
  public void getCustomJob(GetCustomJobRequest request, StreamObserver<CustomJob> observer) {
    VertexGrpc.answer(observer, () -> api.getCustomJob(request));
  }

  @Override
  public void listCustomJobs(
      ListCustomJobsRequest request, StreamObserver<ListCustomJobsResponse> observer) {
    VertexGrpc.answer(observer, () -> api.listCustomJobs(request));
  }

  @Override
  public void cancelCustomJob(CancelCustomJobRequest request, StreamObserver<Empty> observer) {
    VertexGrpc.answer(observer, () -> api.cancelCustomJob(request));
  }

  @Override
  public void deleteCustomJob(DeleteCustomJobRequest request, StreamObserver<Operation> observer) {
    VertexGrpc.answer(observer, () -> api.deleteCustomJob(request));
  }
}
