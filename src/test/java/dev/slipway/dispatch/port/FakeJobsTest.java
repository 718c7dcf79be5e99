package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.vertex.ProtoSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The jobs in memory keep the contract, so the dispatcher's tests may stand on them. */
class FakeJobsTest extends JobsContract {

  private final FakeTime time = new FakeTime();
  private final FakeJobs jobs = new FakeJobs(time.truth(), new ProtoSchema());

  @Override
  protected Jobs empty() {
    return jobs;
  }

  @Override
  protected Instant now() {
    return time.now();
  }

  @Override
  protected void passASecond() {
    time.pass(Duration.ofSeconds(1));
  }

  @Override
  protected void run(String name) {
    jobs.become(name, State.RUNNING);
  }

  @Override
  protected void end(String name) {
    jobs.become(name, State.SUCCEEDED);
  }

  @Override
  protected void endCancelling() {}

  @Override
  protected String makeForeignJob() {
    String name = "projects/1/locations/here/customJobs/99";
    jobs.put(
        new Job(
            name,
            Optional.of(State.PENDING),
            RESOURCE,
            List.of(new Demand(Shape.of("n1-standard-4"), 1)),
            time.now(),
            Optional.empty(),
            "",
            "",
            ""));
    return name;
  }
}
