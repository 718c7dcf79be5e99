package dev.slipway.function;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import java.util.Collections;

/** The ways that a submission can go, so that between them they make every call there is. */
enum MatrixWay {
  SUCCEEDS("A spec is uploaded, launched, followed, and its job succeeds") {
    @Override
    void go(MatrixCell cell) {
      cell.upload(spec(1));
      cell.deliver();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  FOLLOWED("A tick comes while the job runs") {
    @Override
    void go(MatrixCell cell) {
      cell.upload(spec(1));
      cell.deliver();
      cell.tick();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  LOOKED_FOR("The answer to the creation is lost, and the job over before anybody looks for it") {
    @Override
    void go(MatrixCell cell) {
      cell.cloud()
          .vertex()
          .faults()
          .onCall(1, VertexMethod.CREATE_CUSTOM_JOB, VertexFault.loseAnswer());
      cell.upload(spec(1));
      cell.deliver();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  SURPLUS("Somebody makes a second job with the first one's labels") {
    @Override
    void go(MatrixCell cell) {
      cell.upload(spec(1));
      cell.deliver();
      create(cell, 1, cell.submission().id());
      cell.tick();
      cell.tick();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  JOB_GONE("Somebody deletes the job as soon as it is over") {
    @Override
    void go(MatrixCell cell) {
      cell.upload(spec(1));
      cell.deliver();
      cell.letJobsEnd();
      cell.jobs().forEach(job -> delete(cell, job));
      cell.ticksUntilOver();
    }
  },
  WITHDRAWN("The spec is deleted while it waits for somebody else's job") {
    @Override
    void go(MatrixCell cell) {
      create(cell, MatrixCloud.REPLICAS, "");
      cell.upload(spec(1));
      cell.deliver();
      cell.delete();
      cell.deliverDeletion();
      cell.cloud().clock().advance(MatrixCloud.RUN);
      cell.ticksUntilOver();
    }
  },
  CANCELLED("The spec is deleted while its job runs") {
    @Override
    void go(MatrixCell cell) {
      cell.upload(spec(1));
      cell.deliver();
      cell.delete();
      cell.deliverDeletion();
      cell.tick();
      cell.tick();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  SWEPT("The upload is never announced") {
    @Override
    void go(MatrixCell cell) {
      cell.tick();
      cell.upload(spec(1));
      cell.tick();
      cell.tick();
      cell.tick();
      cell.tick();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  PAUSED("Launching is paused when the spec is uploaded, and no more at the second tick") {
    @Override
    void go(MatrixCell cell) {
      cell.pause();
      cell.upload(spec(1));
      cell.deliver();
      cell.tick();
      cell.resume();
      cell.tick();
      cell.letJobsEnd();
      cell.ticksUntilOver();
    }
  },
  REJECTED("The spec is no job") {
    @Override
    void go(MatrixCell cell) {
      cell.upload("{}");
      cell.deliver();
      cell.ticksUntilOver();
    }
  };

  /** What {@link #goWithLag} is about. */
  static final String LAG = "The answer to the creation is lost, and lists lag behind";

  private final String title;

  MatrixWay(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** A way that only matters where lists lag behind; the job runs until all is settled. */
  static void goWithLag(MatrixCell cell) {
    cell.cloud()
        .vertex()
        .faults()
        .onCall(1, VertexMethod.CREATE_CUSTOM_JOB, VertexFault.loseAnswer());
    cell.upload(spec(1));
    cell.deliver();
    for (int minutes = 0; minutes < 8; minutes++) {
      cell.tick();
    }
    cell.letJobsEnd();
    cell.ticksUntilOver();
  }

  abstract void go(MatrixCell cell);

  static String spec(int replicas) {
    return spec("train", replicas);
  }

  /** A spec of that many worker pools with one replica each. */
  static String spec(String displayName, int replicas) {
    String workerPool =
        """
        {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 1,
         "containerSpec": {"imageUri": "train"}}\
        """;
    return """
    {"displayName": "%s", "jobSpec": {"workerPoolSpecs": [
    %s]}}\
    """
        .formatted(displayName, String.join(",", Collections.nCopies(replicas, workerPool)));
  }

  private static void create(MatrixCell cell, int replicas, String submission) {
    CustomJob.Builder job = CustomJob.newBuilder().setDisplayName("another");
    if (!submission.isEmpty()) {
      job.putLabels("slipway-submission", submission).putLabels("slipway-attempt", "another");
    }
    job.setJobSpec(
        CustomJobSpec.newBuilder()
            .setPersistentResourceId(MatrixCloud.RESOURCE)
            .addWorkerPoolSpecs(
                WorkerPoolSpec.newBuilder()
                    .setMachineSpec(MachineSpec.newBuilder().setMachineType("n1-standard-4"))
                    .setReplicaCount(replicas)
                    .setContainerSpec(ContainerSpec.newBuilder().setImageUri("train"))));
    var unused =
        cell.cloud()
            .others()
            .createCustomJob(
                CreateCustomJobRequest.newBuilder()
                    .setParent(cell.parent())
                    .setCustomJob(job)
                    .build());
  }

  private static void delete(MatrixCell cell, CustomJob job) {
    var unused =
        cell.cloud()
            .others()
            .deleteCustomJob(DeleteCustomJobRequest.newBuilder().setName(job.getName()).build());
  }
}
