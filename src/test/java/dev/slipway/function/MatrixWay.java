package dev.slipway.function;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.emulator.VertexFault;
import dev.slipway.emulator.VertexMethod;
import java.util.List;
import java.util.function.Consumer;

/** The ways that a submission can go, so that between them they make every call there is. */
enum MatrixWay {
  SUCCEEDS(
      "A spec is uploaded, launched, followed, and its job succeeds",
      "objects.get done/ #1",
      "objects.list queue/ #15",
      cell -> {
        cell.upload(spec(1));
        cell.deliver();
        cell.ticksUntilOver();
      }),
  LOOKED_FOR(
      "The answer to the creation is lost, and the job over before anybody looks for it",
      "objects.get status/ #2",
      "objects.delete queue/ #1",
      cell -> {
        cell.cloud()
            .vertex()
            .faults()
            .onCall(1, VertexMethod.CREATE_CUSTOM_JOB, VertexFault.loseAnswer());
        cell.upload(spec(1));
        cell.deliver();
        cell.letJobsEnd();
        cell.ticksUntilOver();
      }),
  SURPLUS(
      "Somebody makes a second job with the first one's labels",
      "CancelCustomJob #1",
      "objects.insert status/ #3",
      cell -> {
        cell.upload(spec(1));
        cell.deliver();
        create(cell, 1, cell.submission().id());
        cell.ticksUntilOver();
      }),
  JOB_GONE(
      "Somebody deletes the job as soon as it is over",
      "ListCustomJobs #3",
      "objects.delete queue/ #1",
      cell -> {
        cell.upload(spec(1));
        cell.deliver();
        cell.letJobsEnd();
        cell.jobs().forEach(job -> delete(cell, job));
        cell.ticksUntilOver();
      }),
  WITHDRAWN(
      "The spec is deleted while it waits for somebody else's job",
      "objects.read queue/ #1",
      "objects.delete queue/ #1",
      cell -> {
        create(cell, MatrixCloud.REPLICAS, "");
        cell.upload(spec(1));
        cell.deliver();
        cell.delete();
        cell.cloud().clock().advance(MatrixCloud.RUN);
        cell.ticksUntilOver();
      }),
  REJECTED(
      "The spec is no job",
      "objects.get done/ #1",
      "objects.list queue/ #1",
      cell -> {
        cell.upload("{}");
        cell.deliver();
        cell.ticksUntilOver();
      });

  private final String title;
  private final String first;
  private final String last;
  private final Consumer<MatrixCell> script;

  /**
   * @param first the first call that is spoiled: those before it another way has, too
   * @param last the last one
   */
  MatrixWay(String title, String first, String last, Consumer<MatrixCell> script) {
    this.title = title;
    this.first = first;
    this.last = last;
    this.script = script;
  }

  String title() {
    return title;
  }

  /** The calls of the function to be spoiled, of all that it makes on this way. */
  List<MatrixCall> spoiled(List<MatrixCall> made) {
    List<String> names = made.stream().map(MatrixCall::toString).toList();
    return made.subList(names.indexOf(first), names.indexOf(last) + 1);
  }

  void go(MatrixCell cell) {
    script.accept(cell);
  }

  private static String spec(int replicas) {
    return """
        {"displayName": "train", "jobSpec": {"workerPoolSpecs": [
          {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": %d,
           "containerSpec": {"imageUri": "train"}}]}}"""
        .formatted(replicas);
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
