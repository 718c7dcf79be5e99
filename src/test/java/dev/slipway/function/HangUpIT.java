package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.CaseFiles;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.VertexProxy;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The caller of a launch hangs up once the call to Vertex AI has begun, and the process gets no CPU
 * from then on, as Cloud Run may do with an instance that has no request. Another one goes on.
 */
class HangUpIT {

  private static final Path SPEC = CaseFiles.ROOT.resolve("function/specs/no-resource.json");
  private static final String OBJECT = "cut-off.json";

  /** The least that may be set. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final CountDownLatch isAsked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final AtomicBoolean isMade = new AtomicBoolean();
  private final AtomicBoolean isStalled = new AtomicBoolean();
  private EmulatedCloud cloud;
  private VertexProxy stalling;
  private DeployedFunction cutOff;
  private DeployedFunction other;
  private Submission submission;

  @BeforeEach
  void start() throws Exception {
    cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_LAUNCH_GRACE", GRACE.toString());
    stalling = new VertexProxy(cloud.vertex().endpoint(), this::stall);
    Map<String, String> stalled = new HashMap<>(variables);
    stalled.put("SLIPWAY_VERTEX_ENDPOINT", stalling.endpoint());
    cutOff = DeployedFunction.start(stalled, PushFunction.class);
    other = DeployedFunction.start(variables, PushFunction.class);
    long generation = cloud.upload(OBJECT, Files.readString(SPEC));
    submission = new Submission(EmulatedCloud.SPECS, OBJECT, Long.toString(generation));
  }

  @AfterEach
  void stop() throws Exception {
    cutOff.kill();
    other.close();
    stalling.close();
    cloud.close();
  }

  @Test
  void aJobThatWasMadeIsAdoptedAndStaysTheOnlyOne() throws Exception {
    isMade.set(true);
    hangUpAndFreezeInMidLaunch();
    assertEquals(1, cloud.created().size());

    endTheGrace();

    String job = assertThereIsOneJob();
    thawAndLetItFinish();
    assertEquals(job, assertThereIsOneJob());
  }

  @Test
  void aJobThatWasNotMadeIsMadeByTheOtherAndStaysTheOnlyOne() throws Exception {
    hangUpAndFreezeInMidLaunch();
    assertEquals(List.of(), cloud.created());

    endTheGrace();

    String job = assertThereIsOneJob();
    thawAndLetItFinish();
    assertEquals(job, assertThereIsOneJob());
  }

  /** Answers the first call that makes a job when it may, long after the caller hung up. */
  private byte[] stall(String method, byte[] request, UnaryOperator<byte[]> next) throws Exception {
    if (!method.equals("CreateCustomJob") || isStalled.getAndSet(true)) {
      return next.apply(request);
    }
    byte[] answer = isMade.get() ? next.apply(request) : new byte[0];
    isAsked.countDown();
    mayAnswer.await();
    if (!isMade.get()) {
      throw io.grpc.Status.UNAVAILABLE.asException();
    }
    return answer;
  }

  private void hangUpAndFreezeInMidLaunch() throws Exception {
    try (Socket caller = new Socket(cutOff.uri().getHost(), cutOff.uri().getPort())) {
      byte[] body = notification().getBytes(UTF_8);
      OutputStream out = caller.getOutputStream();
      out.write(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length)
              .getBytes(UTF_8));
      out.write(body);
      out.flush();
      assertEquals(true, isAsked.await(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS));
    }
    cutOff.freeze();
    assertEquals(List.of("queue/" + submission.id()), cloud.state("queue/"));
  }

  /** The first tick may be the one that sees that nothing came of the launch. */
  private void endTheGrace() throws Exception {
    cloud.putBucketAhead(GRACE);
    cloud.tickUntil(other, 3, () -> cloud.status(OBJECT).filter(this::isLaunched).isPresent());
  }

  private boolean isLaunched(Status status) {
    return !status.job().isEmpty();
  }

  /** A tick of its own comes after what it was at. */
  private void thawAndLetItFinish() throws Exception {
    mayAnswer.countDown();
    cutOff.thaw();
    cloud.tick(cutOff);
    cloud.tick(other);
  }

  /** Returns its name. */
  private String assertThereIsOneJob() {
    Status status = cloud.status(OBJECT).orElseThrow();
    assertEquals(
        List.of(),
        status.warnings().stream()
            .filter(warning -> warning.code() == ProblemCode.SURPLUS_JOB_CANCELLED)
            .toList());
    assertEquals(
        List.of(status.job()), cloud.vertex().jobs().stream().map(CustomJob::getName).toList());
    assertEquals(1, cloud.jobsOf(submission));
    assertEquals(List.of("queue/" + submission.id()), cloud.state("queue/"));
    return status.job();
  }

  private String notification() {
    return """
    {"subscription": "projects/p/subscriptions/s", "message": {"messageId": "1", "publishTime": "%s",
      "attributes": {"eventType": "OBJECT_FINALIZE", "bucketId": "%s", "objectId": "%s",
        "objectGeneration": "%s"}, "data": "%s"}}\
    """
        .formatted(
            Instant.now(),
            submission.bucket(),
            submission.object(),
            submission.generation(),
            Base64.getEncoder().encodeToString("{}".getBytes(UTF_8)));
  }
}
