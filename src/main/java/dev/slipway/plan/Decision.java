package dev.slipway.plan;

import dev.slipway.problem.Problem;
import java.util.List;
import java.util.function.Function;

/** What becomes of a submission that waits: the worst of what becomes of its worker pools. */
public sealed interface Decision {

  /**
   * It fits now.
   *
   * @param pools the resource pool of each worker pool, in the spec's order
   */
  record Launch(List<String> pools) implements Decision {
    public Launch {
      pools = List.copyOf(pools);
    }

    @Override
    public <T> T match(
        Function<Launch, T> launch, Function<Wait, T> wait, Function<Reject, T> reject) {
      return launch.apply(this);
    }
  }

  /**
   * Not now.
   *
   * @param reasons what will pass by itself
   * @param warnings what somebody must act on
   */
  record Wait(List<Problem> reasons, List<Problem> warnings) implements Decision {
    public Wait {
      reasons = List.copyOf(reasons);
      warnings = List.copyOf(warnings);
    }

    @Override
    public <T> T match(
        Function<Launch, T> launch, Function<Wait, T> wait, Function<Reject, T> reject) {
      return wait.apply(this);
    }
  }

  /**
   * Never.
   *
   * @param problems why, at least one
   */
  record Reject(List<Problem> problems) implements Decision {
    public Reject {
      problems = List.copyOf(problems);
    }

    @Override
    public <T> T match(
        Function<Launch, T> launch, Function<Wait, T> wait, Function<Reject, T> reject) {
      return reject.apply(this);
    }
  }

  /** Takes one way for each kind of decision. */
  <T> T match(Function<Launch, T> launch, Function<Wait, T> wait, Function<Reject, T> reject);
}
