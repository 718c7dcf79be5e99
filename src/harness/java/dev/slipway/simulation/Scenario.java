package dev.slipway.simulation;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.simulation.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What kind of simulation a seed is, drawn before it begins, so that seeds differ in kind and not
 * only in luck.
 *
 * @param traits what it has besides what all have
 * @param machines how many processes there are, each of which handles one event at a time
 * @param specs how many specs are uploaded or published
 * @param shapes how many machine shapes the persistent resource has
 * @param capacities replicas of each resource pool, a pool or two for each shape
 * @param minutes how long things go wrong, in minutes
 * @param settings of most processes
 * @param variants of each process
 * @param failing probability that a call fails before its effect
 * @param losing probability that its answer is lost
 * @param dying probability that the process dies at a call
 * @param stalling probability that the process freezes at a call, for longer than the lease
 * @param listLag how long a job may be missing from lists, in microseconds
 * @param skew how much clocks differ, in microseconds
 * @param trouble how often users, foreign jobs and the resource interfere, 0 to 1
 * @param losingLeases probability that somebody deletes a lease that was just taken
 * @param burst how many writes of one object in a row go through
 * @param many from how many known records on a process asks for the others alone
 * @param page how many objects a page has at most
 */
record Scenario(
    Set<Trait> traits,
    int machines,
    int specs,
    int shapes,
    List<Integer> capacities,
    int minutes,
    Settings settings,
    List<Settings> variants,
    double failing,
    double losing,
    double dying,
    double stalling,
    long listLag,
    long skew,
    double trouble,
    double losingLeases,
    int burst,
    int many,
    int page) {

  /** The names of the persistent resources that there may be. */
  static final List<String> RESOURCES = List.of("training", "tuning");

  static final Duration GRACE = Duration.ofMinutes(2);

  Scenario {
    capacities = List.copyOf(capacities);
    variants = List.copyOf(variants);
  }

  static Scenario draw(SeededRandom random) {
    Set<Trait> traits = Trait.draw(random);
    boolean isTight = traits.contains(Trait.TIGHT);
    boolean isLoaded = traits.contains(Trait.LOAD);
    double harm = traits.contains(Trait.FAULTLESS) || (isLoaded && random.chance(0.7)) ? 0 : 1;
    int shapes = !isTight && random.chance(0.4) ? 2 : 1;
    int machines = isTight || isLoaded ? 4 : random.pick(List.of(1, 2, 3, 4, 4));
    Settings settings = settings(random, traits);
    return new Scenario(
        traits,
        machines,
        isTight ? random.number(8, 12) : random.number(1, random.chance(0.5) ? 5 : 12),
        shapes,
        isTight ? tight(random) : capacities(random, shapes),
        minutes(random, traits),
        settings,
        variants(random, traits, settings, machines),
        harm * random.pick(List.of(0.0, 0.005, 0.02)),
        harm * random.pick(List.of(0.0, 0.005, 0.02)),
        harm * random.pick(List.of(0.0, 0.005, 0.02)),
        harm * random.pick(List.of(0.0, 0.0, 0.004, 0.01)),
        ((long) harm) * random.pick(List.of(0L, 5L, 40L)) * SeededRandom.SECOND,
        ((long) harm) * random.pick(List.of(0L, 1L, 3L)) * SeededRandom.SECOND,
        harm * random.pick(List.of(0.0, 0.3, 1.0)),
        harm * random.pick(List.of(0.0, 0.0, 0.9)),
        random.number(1, 5),
        random.pick(List.of(0, 3, 100)),
        isLoaded ? 50 : random.pick(List.of(2, 3, 999)));
  }

  private static int minutes(SeededRandom random, Set<Trait> traits) {
    if (traits.contains(Trait.LOAD)) {
      return random.number(7, 9);
    }
    if (traits.contains(Trait.OUTAGE)) {
      return random.chance(0.2) ? random.number(30, 65) : random.number(12, 25);
    }
    return random.number(4, traits.contains(Trait.TIGHT) ? 8 : 12);
  }

  /** Whether it has a trait. */
  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  private static Duration waitAtMost(SeededRandom random, Set<Trait> traits) {
    if (traits.contains(Trait.LOAD)) {
      return Duration.ofMinutes(3);
    }
    if (random.chance(0.25)) {
      return Duration.ofMinutes(6);
    }
    return traits.contains(Trait.CURSED) ? Duration.ofMinutes(40) : Duration.ofHours(24);
  }

  private static List<Settings> variants(
      SeededRandom random, Set<Trait> traits, Settings settings, int machines) {
    List<Settings> variants = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      variants.add(traits.contains(Trait.DIFFERING) ? variant(random, traits, settings) : settings);
    }
    return variants;
  }

  private static Settings variant(SeededRandom random, Set<Trait> traits, Settings settings) {
    return new Settings(
        random.pick(resources(traits)),
        settings.rejectWhenFull(),
        settings.waitAtMost(),
        settings.takeAtMost(),
        random.pick(List.of(GRACE, GRACE.dividedBy(2), GRACE.multipliedBy(5))),
        settings.holdWhenUnknown(),
        settings.usageLag(),
        random.chance(0.5),
        settings.launchesPerMinute(),
        settings.specPrefix());
  }

  private static List<String> resources(Set<Trait> traits) {
    return traits.contains(Trait.TWO_RESOURCES) ? RESOURCES : RESOURCES.subList(0, 1);
  }

  /** Whether any process cancels the job of a spec that is deleted. */
  boolean mayCancelOnDelete() {
    return variants.stream().anyMatch(Settings::cancelOnDelete);
  }

  /** Whether every process does so. */
  boolean mustCancelOnDelete() {
    return variants.stream().allMatch(Settings::cancelOnDelete);
  }

  /** Where a spec may go that names no persistent resource. */
  Set<String> defaultResources() {
    return variants.stream().map(Settings::defaultResource).collect(Collectors.toSet());
  }

  /** The persistent resources that there are. */
  List<String> resources() {
    return resources(traits);
  }

  /** For how long a launch may be looked for, in microseconds. */
  long longestGrace() {
    return variants.stream()
        .map(Settings::launchGrace)
        .max(Comparator.naturalOrder())
        .map(grace -> grace.toNanos() / 1000)
        .orElseThrow();
  }

  private static List<Integer> tight(SeededRandom random) {
    return numbers(random, random.number(2, 3), 3);
  }

  private static List<Integer> capacities(SeededRandom random, int shapes) {
    return numbers(random, random.chance(0.2) ? shapes + 1 : shapes, 6);
  }

  private static List<Integer> numbers(SeededRandom random, int count, int most) {
    return IntStream.range(0, count).mapToObj(i -> random.number(1, most)).toList();
  }

  /** Where something stays broken, waiting ends soon, so that it can be seen how. */
  private static Settings settings(SeededRandom random, Set<Trait> traits) {
    return new Settings(
        RESOURCES.get(0),
        random.chance(traits.contains(Trait.LOAD) ? 0.8 : 0.1),
        waitAtMost(random, traits),
        Duration.ofDays(7),
        GRACE,
        random.chance(0.08),
        random.pick(List.of(Duration.ZERO, Duration.ofSeconds(30))),
        random.chance(0.3),
        random.pick(List.of(60, 60, 2)),
        "");
  }
}
