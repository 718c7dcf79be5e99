package dev.slipway.emulator.vertex;

import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;

/**
 * google.longrunning.Operations over gRPC: GetOperation, which clients poll. Put together by hand,
 * since its stub would be one more jar.
 */
final class VertexOperationsService {

  private static final String SERVICE = "google.longrunning.Operations";

  private VertexOperationsService() {}

  static ServerServiceDefinition of(VertexApi api) {
    MethodDescriptor<GetOperationRequest, Operation> getOperation =
        MethodDescriptor.<GetOperationRequest, Operation>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "GetOperation"))
            .setRequestMarshaller(ProtoUtils.marshaller(GetOperationRequest.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Operation.getDefaultInstance()))
            .build();
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(
            getOperation,
            ServerCalls.asyncUnaryCall(
                (request, observer) ->
                    VertexGrpc.answer(observer, () -> api.getOperation(request))))
        .build();
  }
}
