package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceGrpc;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Vertex AI that answers what it is told to, in order, whatever it is asked, and keeps what it
 * was asked. It knows no rule of the real one.
 */
final class ScriptedVertex implements AutoCloseable {

  /**
   * One call.
   *
   * @param request what was asked
   * @param timeLeft how long the client waits; empty for ever
   */
  record Call(Message request, Optional<Duration> timeLeft) {}

  private final Deque<Object> answers = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final Server server;
  private final String endpoint;

  ScriptedVertex() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(new ScriptedJobs())
            .addService(new ScriptedResources())
            .build()
            .start();
    endpoint = "127.0.0.1:" + server.getPort();
  }

  String endpoint() {
    return endpoint;
  }

  /** Adds an answer. */
  synchronized ScriptedVertex then(Message answer) {
    answers.add(answer);
    return this;
  }

  /** Adds a failure. */
  synchronized ScriptedVertex then(Status failure) {
    answers.add(failure);
    return this;
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Message> requests() {
    return calls().stream().map(Call::request).toList();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private synchronized <T extends Message> void answer(
      Message request, Class<T> type, StreamObserver<T> to) {
    calls.add(new Call(request, timeLeft()));
    Object answer =
        answers.isEmpty()
            ? Status.UNIMPLEMENTED.withDescription("nothing scripted")
            : answers.remove();
    if (answer instanceof Status failure) {
      to.onError(failure.asRuntimeException());
    } else {
      to.onNext(type.cast(answer));
      to.onCompleted();
    }
  }

  private static Optional<Duration> timeLeft() {
    return Optional.ofNullable(Context.current().getDeadline()).map(ScriptedVertex::timeLeft);
  }

  private static Duration timeLeft(Deadline deadline) {
    return Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }

  private final class ScriptedJobs extends JobServiceGrpc.JobServiceImplBase {
    @Override
    public void createCustomJob(CreateCustomJobRequest request, StreamObserver<CustomJob> to) {
      answer(request, CustomJob.class, to);
    }

    @Override
    public void getCustomJob(GetCustomJobRequest request, StreamObserver<CustomJob> to) {
      answer(request, CustomJob.class, to);
    }

    @Override
    public void listCustomJobs(
        ListCustomJobsRequest request, StreamObserver<ListCustomJobsResponse> to) {
      answer(request, ListCustomJobsResponse.class, to);
    }

    @Override
    public void cancelCustomJob(CancelCustomJobRequest request, StreamObserver<Empty> to) {
      answer(request, Empty.class, to);
    }
  }

  private final class ScriptedResources
      extends PersistentResourceServiceGrpc.PersistentResourceServiceImplBase {
    @Override
    public void getPersistentResource(
        GetPersistentResourceRequest request, StreamObserver<PersistentResource> to) {
      answer(request, PersistentResource.class, to);
    }
  }
}
