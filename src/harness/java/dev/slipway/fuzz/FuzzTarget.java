package dev.slipway.fuzz;

import java.util.List;
import java.util.Locale;

/** What can be fuzzed. The name in lower case is that of the folder of kept inputs. */
enum FuzzTarget {
  EVENT(EventTarget.class),
  JSON(JsonTarget.class),
  YAML(YamlTarget.class),
  ARGUMENTS(ArgumentsTarget.class),
  POLICY(PolicyTarget.class),
  RECORD(RecordTarget.class);

  private static final String TESTED = "src/test/resources/dev/slipway/";
  private static final String DOCUMENTS = TESTED + "spec/documents";
  private static final String READINGS = TESTED + "dispatch/check/readings";
  private static final String SCHEMA = TESTED + "vertex/schema";
  private static final String FORMATS = TESTED + "vertex/formats";

  private final Class<?> entry;

  FuzzTarget(Class<?> entry) {
    this.entry = entry;
  }

  /** The class that Jazzer runs. */
  Class<?> entry() {
    return entry;
  }

  /** Tries one input; throws when it breaks a promise. */
  void check(byte[] input) {
    switch (this) {
      case EVENT -> EventTarget.fuzzerTestOneInput(input);
      case JSON -> JsonTarget.fuzzerTestOneInput(input);
      case YAML -> YamlTarget.fuzzerTestOneInput(input);
      case ARGUMENTS -> ArgumentsTarget.fuzzerTestOneInput(input);
      case POLICY -> PolicyTarget.fuzzerTestOneInput(input);
      case RECORD -> RecordTarget.fuzzerTestOneInput(input);
    }
  }

  /** Folders of the project whose files are good to begin with, besides the kept inputs. */
  List<String> examples() {
    return switch (this) {
      case EVENT -> List.of("function/events");
      case JSON -> List.of("function/examples", DOCUMENTS, READINGS, SCHEMA);
      case YAML -> List.of("function/examples", DOCUMENTS, READINGS);
      case ARGUMENTS -> List.of("function/examples/formats", READINGS, FORMATS);
      case POLICY, RECORD -> List.of();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
