package dev.slipway.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects problems in the order in which they are reported: as many as a person can fix at once,
 * and how many more there were. Every rule adds to one of these, so that nothing works on more
 * problems than are reported.
 */
public final class FirstProblems {

  /** So many are reported. */
  public static final int MOST = 100;

  private final int most;
  private final List<Problem> first = new ArrayList<>();
  private long more;

  /** Collects at most {@link #MOST}. */
  public FirstProblems() {
    this(MOST);
  }

  /**
   * @param most how many are reported, 0 or more
   */
  public FirstProblems(int most) {
    this.most = most;
  }

  /** The first of some problems, and how many are left out if any. */
  public static List<Problem> of(List<Problem> problems) {
    FirstProblems collected = new FirstProblems();
    collected.addAll(problems);
    return collected.list();
  }

  /** Whether the next problem will only be counted: then nothing need be found out about it. */
  public boolean isFull() {
    return first.size() >= most;
  }

  /** Adds a problem. One of {@link ProblemCode#MORE_PROBLEMS} adds what it counts. */
  public void add(Problem problem) {
    if (problem.code() == ProblemCode.MORE_PROBLEMS) {
      more += Long.parseLong(problem.facts().getOrDefault("count", "1"));
    } else if (isFull()) {
      more++;
    } else {
      first.add(problem);
    }
  }

  /** Adds some problems, in their order. */
  public void addAll(List<Problem> problems) {
    problems.forEach(this::add);
  }

  /** Adds a problem unless it has been added before. */
  public void addOnce(Problem problem) {
    if (!first.contains(problem)) {
      add(problem);
    }
  }

  /** The first problems, and then one of {@link ProblemCode#MORE_PROBLEMS} if there were more. */
  public List<Problem> list() {
    List<Problem> list = new ArrayList<>(first);
    if (more > 0) {
      list.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", more));
    }
    return List.copyOf(list);
  }
}
