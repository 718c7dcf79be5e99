package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a seed may have besides what all have. Most have none or one. */
enum Trait {
  /** Two or three small resource pools of one shape, and many who want them. */
  TIGHT(0.25),
  /** Nothing fails, nobody interferes: what breaks then breaks by itself. */
  FAULTLESS(0.1),
  /** Two persistent resources. */
  TWO_RESOURCES(0.1),
  /** Something stays broken with one submission, object or status: {@link StickyFailure}. */
  CURSED(0.2),
  /** One service is gone for minutes, or an hour: {@link ServiceOutage}. */
  OUTAGE(0.06),
  /** Processes with other settings side by side, and specs that name no persistent resource. */
  DIFFERING(0.1),
  /** One process is of a version that cannot read all records. */
  OLD_VERSION(0.06),
  /** Resource pools that grow as they are used. */
  AUTOSCALING(0.1),
  /** Both clocks of a process may stand still. */
  CLOCKLESS(0.1),
  /** An event each second or more often, for minutes. */
  LOAD(0.0003);

  private final double share;

  Trait(double share) {
    this.share = share;
  }

  /** Those of one seed. */
  static Set<Trait> draw(SeededRandom random) {
    EnumSet<Trait> drawn = EnumSet.noneOf(Trait.class);
    for (Trait trait : values()) {
      if (random.chance(trait.share)) {
        drawn.add(trait);
      }
    }
    return Collections.unmodifiableSet(drawn);
  }

  /** For the command line: {@code tight}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
