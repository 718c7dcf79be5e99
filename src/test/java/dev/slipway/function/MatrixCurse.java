package dev.slipway.function;

import com.google.rpc.Code;
import dev.slipway.emulator.vertex.VertexFault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Faults that stay with one spec, however often it is tried again, and another spec behind it. */
enum MatrixCurse {
  CREATION("every creation of its job: refuse INTERNAL") {
    @Override
    void begin(MatrixCell cursed, MatrixCell other) {
      cursed.cloud().vertex().faults().onEveryCreation(CURSED, VertexFault.refuse(Code.INTERNAL));
      cursed.upload(MatrixWay.spec(CURSED, MatrixCloud.REPLICAS));
      cursed.deliver();
      // First come, first served.
      cursed.cloud().clock().advance(Duration.ofSeconds(1));
      other.upload(MatrixWay.spec(MatrixCloud.REPLICAS));
      other.deliver();
    }
  },
  KEY("its object has a customer-supplied key; neither upload is announced") {
    @Override
    void begin(MatrixCell cursed, MatrixCell other) {
      other.tick();
      cursed.uploadEncrypted(MatrixWay.spec(CURSED, 1));
      other.upload(MatrixWay.spec(1));
    }
  };

  private static final String CURSED = "cursed";

  /** More than {@link #WAIT} has minutes. */
  private static final int MOST_TICKS = 90;

  private static final String WAIT = "PT1H";

  private final String title;

  MatrixCurse(String title) {
    this.title = title;
  }

  abstract void begin(MatrixCell cursed, MatrixCell other);

  /** Ticks until both have ended, and says how. */
  String go(MatrixCloud cloud) {
    MatrixCell other =
        cloud.cell(
            MatrixCloud.ClientTimeouts.PATIENT, "PT2M", Map.of("SLIPWAY_WAIT_AT_MOST", WAIT));
    // Its name comes first, so that whatever goes by names meets it first.
    MatrixCell cursed = other.beside("team-a/cursed.json");
    begin(cursed, other);
    for (int i = 0; i < MOST_TICKS && !(hasEnded(cursed) && hasEnded(other)); i++) {
      other.tick();
      other.letJobsEnd();
      cursed.tick();
    }
    return cells(cursed) + " | " + cells(other);
  }

  private static boolean hasEnded(MatrixCell cell) {
    return cell.ending().isPresent();
  }

  private static String cells(MatrixCell cell) {
    return "%d | %s | %s"
        .formatted(
            cell.jobs().size(),
            cell.status().map(status -> status.state().name()).orElse("no status"),
            cell.told().stream().map(Enum::name).collect(Collectors.joining(" ")));
  }

  static String heads() {
    return """

    ## A fault stays with one spec, and another comes behind it

    | fault | jobs | end | told | jobs of the other | end of the other | told of the other |
    | --- | --- | --- | --- | --- | --- | --- |
    """;
  }

  String line(String outcome) {
    return "| %s | %s |\n".formatted(title, outcome);
  }
}
