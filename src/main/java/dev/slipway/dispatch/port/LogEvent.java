package dev.slipway.dispatch.port;

/** Stable IDs of what is logged. Metrics and alerts search for them: never rename one. */
public enum LogEvent {
  STARTED("slipway.started"),
  WARM_UP_FAILED("slipway.warm-up.failed"),
  EVENT_IGNORED("slipway.event.ignored"),
  EVENT_UNREADABLE("slipway.event.unreadable"),
  EVENT_FAILED("slipway.event.failed"),
  EVENT_SENT_BACK("slipway.event.sent-back"),
  SPEC_KNOWN("slipway.spec.known"),
  KEY_REUSED("slipway.key.reused"),
  SPEC_ACCEPTED("slipway.spec.accepted"),
  SPEC_SWEPT("slipway.spec.swept"),
  SPEC_REJECTED("slipway.spec.rejected"),
  SPEC_WITHDRAWN("slipway.spec.withdrawn"),
  SPEC_TIMED_OUT("slipway.spec.timed-out"),
  SWEEP_FAILED("slipway.sweep.failed"),
  PAUSED("slipway.paused"),
  POLICY_UNREADABLE("slipway.policy.unreadable"),
  WISH_NOTED("slipway.wish.noted"),
  QUEUE_SEEN("slipway.queue.seen"),
  PASS_LEFT("slipway.pass.left"),
  PASS_FAILED("slipway.pass.failed"),
  FILTER_REFUSED("slipway.filter.refused"),
  JOB_WAITS("slipway.job.waits"),
  JOB_LAUNCHED("slipway.job.launched"),
  JOB_REFUSED("slipway.job.refused"),
  JOB_UNCONFIRMED("slipway.job.unconfirmed"),
  JOB_ADOPTED("slipway.job.adopted"),
  JOB_SURPLUS("slipway.job.surplus"),
  JOB_UNCLAIMED("slipway.job.unclaimed"),
  JOB_NOT_OURS("slipway.job.not-ours"),
  JOB_CANCEL_ASKED("slipway.job.cancel-asked"),
  JOB_CHANGED("slipway.job.changed"),
  JOB_ENDED("slipway.job.ended"),
  LAUNCH_ABANDONED("slipway.launch.abandoned"),
  RECORD_FAILED("slipway.record.failed"),
  RECORD_UNREADABLE("slipway.record.unreadable"),
  STATUS_NOT_WRITTEN("slipway.status.not-written"),
  PAGE_FAILED("slipway.page.failed");

  private final String id;

  LogEvent(String id) {
    this.id = id;
  }

  /** The stable ID. */
  public String id() {
    return id;
  }
}
