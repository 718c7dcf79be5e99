package dev.slipway.dispatch;

import dev.slipway.GoldenFile;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The table in docs/OPERATIONS.md of what things cost in calls. {@code -Dslipway.write=true} writes
 * it anew.
 */
final class CostTableTest {

  private static final Path PAGE = Path.of("docs/OPERATIONS.md");
  private static final String BEGIN = "<!-- costs: made by CostTableTest -->\n";
  private static final String END = "<!-- end of costs -->\n";

  private static final String HEAD =
      """
      | what happens | Vertex AI | of these, submissions | class A | class B | class A, for 1,000 | class B, for 1,000 |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  /** The calls of something that happened in a world of its own. */
  private static final class Case {
    private final World world = new World();
    private final Instance slipway = world.start();

    private Submission upload() {
      return world.upload("team/job.json", SpecTexts.spec("job", 1));
    }

    private void job(State state) {
      world.jobs().become(world.jobs().all().get(0).name(), state);
    }

    private void tickAfter(Duration time) {
      world.time().pass(time);
      slipway.tick();
    }

    /** A job that runs, and a sweep a minute ago. */
    private void running() {
      slipway.hear(upload());
      job(State.RUNNING);
      tickAfter(Duration.ofMinutes(10));
      tickAfter(Duration.ofMinutes(10));
      forget();
    }

    /** What was called until now does not count. */
    private void forget() {
      slipway.calls().drain();
    }
  }

  @Test
  void theTableIsUpToDate() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));

    GoldenFile.check(PAGE, before + table() + after);
  }

  private static String table() {
    return HEAD
        + row("a spec is uploaded and launched at once", it -> it.slipway.hear(it.upload()))
        + row(
            "a spec is uploaded and has to wait",
            it -> {
              it.world.occupy(4);
              it.slipway.hear(it.upload());
            })
        + row(
            "a spec is uploaded and rejected",
            it -> it.slipway.hear(it.world.upload("team/job.json", "{}")))
        + row(
            "an event comes again",
            it -> {
              Submission spec = it.world.upload("team/job.json", "{}");
              it.slipway.hear(spec);
              it.forget();
              it.slipway.hear(spec);
            })
        + row(
            "an event comes again to another process, 10 s later",
            it -> {
              Submission spec = it.world.upload("team/job.json", "{}");
              it.world.start().hear(spec);
              it.slipway.hear(
                  spec, it.world.time().now().minus(DuplicateCheck.LATE).minusMillis(1));
            })
        + row(
            "a tick, nothing queued",
            it -> {
              it.slipway.tick();
              it.forget();
              it.tickAfter(Duration.ofMinutes(1));
            })
        + row(
            "a tick that follows jobs which have not changed",
            it -> {
              it.running();
              it.tickAfter(Duration.ofMinutes(1));
            })
        + row(
            "a tick that sees one job change",
            it -> {
              it.slipway.hear(it.upload());
              it.tickAfter(Duration.ofMinutes(10));
              it.forget();
              it.job(State.RUNNING);
              it.tickAfter(Duration.ofMinutes(1));
            })
        + row(
            "a tick that sees one job end",
            it -> {
              it.running();
              it.job(State.SUCCEEDED);
              it.tickAfter(Duration.ofMinutes(1));
            })
        + row(
            "a tick that sweeps, nothing queued, up to 999 specs",
            it -> {
              it.slipway.tick();
              it.forget();
              it.tickAfter(Duration.ofMinutes(10));
            });
  }

  private static String row(String what, Consumer<Case> happens) {
    Case one = new Case();
    happens.accept(one);
    List<String> calls = one.slipway.calls().drain();
    long vertex = count(calls, "vertex ");
    long submissions = count(calls, "vertex (create|cancel)");
    // https://cloud.google.com/storage/pricing#operations-by-class; deletions cost nothing.
    long classA = count(calls, "(state|specs) (write|list|page)");
    long classB = count(calls, "(state|specs) (find|read)");
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %,d | %,d |\n",
        what,
        vertex,
        submissions,
        classA,
        classB,
        1000 * classA,
        1000 * classB);
  }

  private static long count(List<String> calls, String kind) {
    return calls.stream().filter(call -> call.matches(kind + ".*")).count();
  }
}
