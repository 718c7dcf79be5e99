package dev.slipway.emulator.vertex;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.StateFolder;
import dev.slipway.emulator.StateSaver;
import java.nio.charset.StandardCharsets;

/** What is saved of Vertex AI: one file. */
final class VertexSaver implements StateSaver.Source {

  private static final String INDEX = "index.json";

  private final StateFolder folder;
  private final VertexState state;

  private VertexSaver(StateFolder folder, VertexState state) {
    this.folder = folder;
    this.state = state;
  }

  /** What saves a state to a folder, which is closed with the saver. */
  static StateSaver of(StateFolder folder, VertexState state) {
    return new StateSaver("Vertex AI", new VertexSaver(folder, state));
  }

  /**
   * The state that a folder keeps, gone on by the clock; a new one if it keeps none.
   *
   * @throws java.io.UncheckedIOException if it cannot be understood
   */
  static VertexState load(StateFolder folder, VertexOptions options, Journal journal) {
    return folder
        .load(INDEX, document -> VertexState.goOn(VertexIndex.parse(document), options, journal))
        .orElseGet(() -> new VertexState(options, journal));
  }

  @Override
  public long revision() {
    return state.revision();
  }

  @Override
  public StateSaver.Moment moment() {
    VertexSnapshot snapshot = state.snapshot();
    return new StateSaver.Moment(
        snapshot.revision(),
        () -> folder.replace(INDEX, VertexIndex.print(snapshot).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    folder.close();
  }
}
