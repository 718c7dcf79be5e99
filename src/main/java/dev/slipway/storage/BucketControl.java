package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The few objects under {@code control/} and {@code attempts/}. People write some of them, with any
 * tool: {@code control/pause}, whose text is the reason; {@code control/since}, whose text is a
 * time (RFC 3339), or which is empty to mean the time at which it was written; and {@code
 * control/cancel/ID}, whose content does not matter.
 */
public final class BucketControl implements Control {

  private static final String PERIODS = "periods";
  private static final String FROM = "from";
  private static final String BEGUN = "begun";

  /** More of a reason than this is not read. */
  private static final int LONGEST_REASON = 1000;

  private static final int LONGEST_TIME = 100;
  private static final byte[] EMPTY = new byte[0];

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The control objects in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketControl(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public List<CancelRequest> cancelRequests() {
    return store.list(StateNames.CANCEL).stream()
        .map(
            object ->
                new CancelRequest(
                    object.name().substring(StateNames.CANCEL.length()),
                    object.generation(),
                    object.created()))
        .toList();
  }

  @Override
  public boolean isCancelRequested(String id) {
    return store.find(StateNames.CANCEL + id).isPresent();
  }

  @Override
  public void delete(CancelRequest request) {
    // Whether this call or an earlier try of it deleted the request makes no difference.
    store.delete(StateNames.CANCEL + request.id(), request.generation());
  }

  @Override
  public Optional<Versioned<Integer>> readingsBegun(String id) {
    return store.find(StateNames.attempts(id)).map(object -> object.keep(begun(object)));
  }

  /** What cannot be read counts as one: somebody else may have written it. */
  private static int begun(StoredObject object) {
    return orNothing(() -> new MetadataReader(object.metadata()).number(BEGUN), 1);
  }

  @Override
  public Optional<Versioned<Integer>> noteReadingBegun(
      String id, Optional<Versioned<Integer>> before) {
    int begun = before.map(Versioned::value).orElse(0) + 1;
    Map<String, String> metadata = new MetadataWriter().number(BEGUN, begun).done();
    return write(StateNames.attempts(id), metadata, before.map(Versioned::generation))
        .map(object -> object.keep(begun));
  }

  @Override
  public void forgetReadings(String id, Versioned<Integer> begun) {
    // Whether this call or an earlier try of it deleted the object makes no difference.
    store.delete(StateNames.attempts(id), begun.generation());
  }

  @Override
  public Optional<Pause> pause() {
    return store
        .find(StateNames.PAUSE)
        .map(object -> new Pause(object.created(), text(object, LONGEST_REASON)));
  }

  @Override
  public Optional<Versioned<List<Paused>>> paused() {
    return store
        .find(StateNames.PAUSES)
        .map(object -> object.keep(orNothing(() -> periods(object), List.of())));
  }

  private static List<Paused> periods(StoredObject object) {
    return new MetadataReader(object.metadata())
        .words(PERIODS).stream().map(BucketControl::period).toList();
  }

  private static Paused period(String word) {
    String[] ends = word.split("_", -1);
    if (ends.length != 2) {
      throw new UnreadableObject("no period: " + word);
    }
    return new Paused(MetadataReader.time(word, ends[0]), MetadataReader.time(word, ends[1]));
  }

  @Override
  public boolean notePaused(List<Paused> periods, Optional<Versioned<List<Paused>>> old) {
    List<String> words = periods.stream().map(each -> each.from() + "_" + each.to()).toList();
    Map<String, String> metadata = new MetadataWriter().words(PERIODS, words).done();
    return write(StateNames.PAUSES, metadata, old.map(Versioned::generation)).isPresent();
  }

  @Override
  public Instant since() {
    StoredObject object =
        store
            .find(StateNames.SINCE)
            .or(() -> write(StateNames.SINCE, Map.of(), Optional.empty()))
            .or(() -> store.find(StateNames.SINCE))
            .orElseThrow(() -> notKnown("came and went", new IllegalStateException()));
    String text = text(object, LONGEST_TIME);
    try {
      return text.isEmpty() ? object.created() : Instant.parse(text);
    } catch (DateTimeException e) {
      throw notKnown("is \"" + text + "\"", e);
    }
  }

  private RetryLater notKnown(String what, Exception cause) {
    return new RetryLater(
        store.address(StateNames.SINCE)
            + " "
            + what
            + ", so that nothing is swept for; write a time into it, such as 2026-11-21T12:00:00Z",
        cause);
  }

  @Override
  public Optional<Versioned<SweepState>> sweep() {
    return store
        .find(StateNames.SWEEP)
        .map(
            object ->
                object.keep(new SweepState(new MetadataReader(object.metadata()).text(FROM))));
  }

  @Override
  public boolean noteSweep(SweepState sweep, Optional<Versioned<SweepState>> old) {
    Map<String, String> metadata = new MetadataWriter().text(FROM, sweep.from()).done();
    return write(StateNames.SWEEP, metadata, old.map(Versioned::generation)).isPresent();
  }

  private Optional<StoredObject> write(
      String name, Map<String, String> metadata, Optional<String> replaces) {
    return writes.write(new NewObject(name, NewObject.TEXT, metadata), EMPTY, replaces);
  }

  private String text(StoredObject object, int most) {
    return object.size() == 0
        ? ""
        : store
            .read(object.name(), most)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
            .orElse("");
  }

  /** Nothing but waiting times rests on it: what cannot be read is written anew. */
  private static <T> T orNothing(Supplier<T> reading, T nothing) {
    try {
      return reading.get();
    } catch (UnreadableObject e) {
      return nothing;
    }
  }
}
