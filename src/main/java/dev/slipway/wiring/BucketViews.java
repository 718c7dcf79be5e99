package dev.slipway.wiring;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.storage.RememberedStatuses;
import dev.slipway.web.Views;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What pages are made of, read from the state bucket and Vertex AI. However many look at the same
 * time, an overview is made once in a few seconds; a status document, which never changes under one
 * generation, is read once as long as it is remembered. Safe for use by many threads.
 */
final class BucketViews implements Views {

  /** How old an overview may be. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private record Made(Supplier<Overview> overview, Duration elapsed) {}

  private final Overview.OverviewSources overviews;
  private final SubmissionDetails.DetailSources dossiers;
  private final String specBucket;
  private final Time time;
  private final Executor readers;
  private final StatusIndex statuses;
  private final Object making = new Object();
  private @Nullable Made latest;

  /**
   * @param specBucket where objects are looked for when no bucket is named
   * @param readers reads several status documents at a time
   */
  BucketViews(
      Overview.OverviewSources overviews,
      SubmissionDetails.DetailSources dossiers,
      String specBucket,
      Time time,
      Executor readers) {
    this.overviews = overviews;
    this.dossiers = dossiers;
    this.specBucket = specBucket;
    this.time = time;
    this.readers = readers;
    this.statuses = new RememberedStatuses(overviews.statuses());
  }

  @Override
  public Overview overview() {
    // Whoever comes meanwhile waits for the one that is being made.
    synchronized (making) {
      Made made = latest;
      if (made == null || time.elapsed().minus(made.elapsed()).compareTo(FRESH) >= 0) {
        made = new Made(taken(), time.elapsed());
        latest = made;
      }
      return made.overview().get();
    }
  }

  /** A failure lasts as long, or else all who wait would meet it one after another. */
  private Supplier<Overview> taken() {
    try {
      Overview overview = Overview.take(overviews, time.now());
      return () -> overview;
    } catch (RetryLater e) {
      return () -> {
        throw e;
      };
    }
  }

  @Override
  public Map<String, Status> told(List<StatusIndex.ListedStatus> entries) {
    Map<String, CompletableFuture<Optional<Status>>> asked = new LinkedHashMap<>();
    for (StatusIndex.ListedStatus entry : entries) {
      asked.put(entry.name(), CompletableFuture.supplyAsync(() -> statuses.read(entry), readers));
    }
    Map<String, Status> told = new HashMap<>();
    asked.forEach((name, status) -> join(status).ifPresent(known -> told.put(name, known)));
    return told;
  }

  private static Optional<Status> join(CompletableFuture<Optional<Status>> status) {
    try {
      return status.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RetryLater unanswered ? unanswered : e;
    }
  }

  @Override
  public Optional<SubmissionDetails> byId(String id) {
    return SubmissionDetails.byId(dossiers, id);
  }

  @Override
  public Optional<SubmissionDetails> byObject(String bucket, String object) {
    String named = bucket.isEmpty() ? specBucket : bucket;
    return named.equals(specBucket) || named.equals(Submission.PUBSUB)
        ? SubmissionDetails.byObject(dossiers, named, object)
        : Optional.empty();
  }
}
