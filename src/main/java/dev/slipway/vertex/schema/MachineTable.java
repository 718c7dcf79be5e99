package dev.slipway.vertex.schema;

import dev.slipway.text.Patterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which machine types there are, and which accelerators they take: {@code machines.txt}. */
public final class MachineTable {

  private static final String SOURCE = "machines.txt";
  private static final Pattern BLANKS = Pattern.compile(" +");

  /** The table that comes with Slipway. */
  public static final MachineTable TABLE = read();

  /**
   * One way to have a machine.
   *
   * @param accelerator the API's enum name; empty for none
   * @param counts how many a replica may have; none for any number
   */
  private record Offer(String accelerator, Set<Integer> counts) {

    boolean allows(String type, int count) {
      return accelerator.equals(type) && (counts.isEmpty() || counts.contains(count));
    }

    @Override
    public String toString() {
      if (counts.isEmpty()) {
        return shown(accelerator, 0);
      }
      return counts.stream().map(String::valueOf).collect(Collectors.joining("/"))
          + " "
          + accelerator;
    }
  }

  private final Map<String, Set<Offer>> offers = new LinkedHashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private final Map<String, String> retired = new LinkedHashMap<>();
  private String date = "";

  private MachineTable() {}

  private static MachineTable read() {
    MachineTable table = new MachineTable();
    try (InputStream source = MachineTable.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the jar");
      }
      new String(source.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(table::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** For people: {@code 2 NVIDIA_L4}; without a count just the type. */
  public static String shown(String accelerator, int count) {
    if (accelerator.isEmpty()) {
      return "no accelerator";
    }
    return count == 0 ? accelerator : count + " " + accelerator;
  }

  /** When the table was read off its page. */
  public String date() {
    return date;
  }

  /** Whether the table has a row for this machine type. */
  public boolean knows(String machine) {
    return offers.containsKey(machine);
  }

  /** Whether a machine may have so many accelerators of that type, an empty one and 0 for none. */
  public boolean allows(String machine, String accelerator, int count) {
    return of(machine).stream().anyMatch(offer -> offer.allows(accelerator, count));
  }

  /** For people: all that a machine may have. */
  public String offers(String machine) {
    return of(machine).stream().map(Offer::toString).collect(Collectors.joining(", "));
  }

  /** The fewest accelerators that a machine may have; 0 when it may go without or is not known. */
  public int least(String machine) {
    return of(machine).stream()
        .mapToInt(offer -> offer.counts().stream().mapToInt(Integer::intValue).min().orElse(0))
        .min()
        .orElse(0);
  }

  /** All machine types. */
  public List<String> machines() {
    return List.copyOf(offers.keySet());
  }

  /** The accelerators that a machine may have; none when it is not known or has none. */
  public List<String> accelerators(String machine) {
    return of(machine).stream().map(Offer::accelerator).filter(type -> !type.isEmpty()).toList();
  }

  /**
   * The machine types that differ from one only by their size, in the table's order: the smallest
   * first.
   */
  public List<String> family(String machine) {
    int size = machine.lastIndexOf('-') + 1;
    boolean isSized = size > 0 && size < machine.length() && isDigit(machine.charAt(size));
    String name = machine.substring(0, size);
    return isSized
        ? offers.keySet().stream().filter(known -> known.startsWith(name)).toList()
        : List.of();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether an accelerator is no longer there at all. */
  public boolean hasEnded(String accelerator) {
    return ended.contains(accelerator);
  }

  /** The day from which an accelerator is no longer supported. */
  public Optional<String> retired(String accelerator) {
    return Optional.ofNullable(retired.get(accelerator));
  }

  private Set<Offer> of(String machine) {
    return offers.getOrDefault(machine, Set.of());
  }

  private void line(String line) {
    String[] words = Patterns.split(BLANKS, line).toArray(String[]::new);
    int colon = Arrays.asList(words).indexOf(":");
    if (words[0].equals("date")) {
      date = words[1];
    } else if (words[0].equals("ended")) {
      ended.add(words[1]);
    } else if (words[0].equals("retired")) {
      retired.put(words[1], words[2]);
    } else {
      Offer offer = offer(Arrays.copyOfRange(words, colon + 1, words.length));
      for (String machine : Arrays.copyOf(words, colon)) {
        offers.computeIfAbsent(machine, name -> new LinkedHashSet<>()).add(offer);
      }
    }
  }

  private static Offer offer(String[] words) {
    String accelerator = words[0].equals("none") ? "" : words[0];
    Set<Integer> counts =
        Arrays.stream(words, 1, words.length)
            .filter(count -> !count.equals("any"))
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Offer(accelerator, counts);
  }
}
