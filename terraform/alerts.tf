# Each alert's text says what to do; docs/OPERATIONS.md says more under the same heading.

locals {
  # Whole names, so that a deployment whose name begins with ours is none of ours.
  subscriptions = "subscription_id=~\"${var.name}-(${join("|", local.with_dead_letters)})\""

  # Ticks that the launcher has acknowledged.
  acknowledged = "pubsub_googleapis_com:subscription_push_request_count{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.name}-ticks\",response_class=\"ack\"}"

  # Somebody waited for one persistent resource at nine of ten ticks of that time, and nothing was launched
  # there in all of it. Short waits after a quiet time are no matter.
  waited_on = format(
    "sum by (resource) (increase(%s_count%s[%dh])) >= %d",
    local.promql_names.waiting, local.promql_labels, var.stuck_after_hours, var.stuck_after_hours * 54
  )
  any_launched = "sum by (resource) (increase(${local.promql.launched}[${var.stuck_after_hours}h])) > 0"

  alerts = {
    dead_letters = {
      title    = "dead letters"
      severity = "ERROR"
      query    = "max(pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=\"${var.name}-dead-letters\"}) > 0"
      lasts    = "0s"
      to_do    = <<-TEXT
        Pub/Sub has delivered an event a hundred times in vain and put it aside; it is kept for 31 days. First fix what the alert on events that
        are not acknowledged is about. Then look at what is there: the attribute CloudPubSubDeadLetterSourceSubscription says where it
        comes from. Uploads and deletions (${var.name}-uploads) need nothing, for the sweep has found them. Specs that were published
        (${var.name}-automation) are delivered again by a seek, which launches nothing twice. docs/OPERATIONS.md has the three
        commands, under "Events delivered in vain". The alert ends when they are acknowledged.
      TEXT
    }
    errors = {
      title    = "errors"
      severity = "ERROR"
      query    = "sum(increase(${local.promql.errors}[5m])) > 0"
      lasts    = "0s"
      to_do    = <<-TEXT
        Slipway logged an error, which is never a user's mistake. slipway.policy.unreadable: the policy is gone, not right,
        or may not be read; nothing is launched until it is mended, and its message says what is wrong. Anything else is a
        bug of Slipway's: the record it struck is set aside after five failures, and everything else goes on. Read the
        entries (severity ERROR, with their stack traces), report them, and deploy a version that mends it.
      TEXT
    }
    stuck = {
      title    = "specs wait and nothing is launched"
      severity = "WARNING"
      query    = "(${local.waited_on}) unless on (resource) (${local.any_launched})"
      lasts    = "0s"
      to_do    = <<-TEXT
        For ${var.stuck_after_hours} hours specs have waited for a persistent resource (the label "resource" names it), and none was launched
        there. Read one of their statuses: its reasons say what is missing. POOL_FULL is no fault where long jobs hold the
        pool; stop one, or grow the pool. PAUSED: somebody paused launching; resume. A warning about the resource, a
        permission, the policy or a quota tells what to mend. `slipway doctor` looks at all of these at once.
      TEXT
    }
    passes = {
      title    = "passes over the queue fail"
      severity = "ERROR"
      query    = "sum(increase(${local.promql.passes_failed}[15m])) >= 10"
      lasts    = "0s"
      to_do    = <<-TEXT
        In ten of the last fifteen minutes the queue could not be served: nothing is launched, and nothing is lost. The
        entries slipway.pass.failed name the call that failed. PERMISSION_DENIED: a grant of terraform/identity.tf is missing;
        apply again. UNAVAILABLE or 5xx: look at Google's service health, and wait. "looking took … s": the launcher is short
        of CPU, or Vertex AI is slow.
      TEXT
    }
    expired = {
      title    = "specs or jobs expired"
      severity = "WARNING"
      query    = "sum(increase(${local.promql.expired}[10m])) > 0"
      lasts    = "0s"
      to_do    = <<-TEXT
        A spec waited longer than SLIPWAY_WAIT_AT_MOST, or came later than SLIPWAY_TAKE_AT_MOST (TIMED_OUT), or Vertex AI gave a
        job up before it ran (EXPIRED). Its owner must upload it again; its status says what it waited for last. If this is
        frequent, the pool is too small, or SLIPWAY_WAIT_AT_MOST too short for the jobs that hold it.
      TEXT
    }
    no_tick = {
      title    = "no tick is answered"
      severity = "CRITICAL"
      query    = "absent_over_time(${local.acknowledged}[10m])"
      # What has never been counted is absent, too: on a first deployment the first ticks get this long to be counted.
      lasts = "900s"
      to_do = <<-TEXT
        For 25 minutes the launcher has acknowledged no tick, where one comes each minute. Uploads
        may still be launched, but nothing is followed, tried again or swept for. Look in this order: is the Cloud
        Scheduler job ${var.name}-tick enabled and green; does the service ${local.service_name} start (its log says at once what is wrong with its
        variables); does the subscription ${var.name}-ticks push to its address; may ${var.name}-trigger invoke the service. Then apply
        again. Nothing is lost meanwhile: the first tick catches up.
      TEXT
    }
    undelivered = {
      title    = "events are not acknowledged"
      severity = "ERROR"
      query    = "max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",${local.subscriptions}}) > 3600"
      lasts    = "300s"
      to_do    = <<-TEXT
        An event has been sent back for an hour. The entries slipway.event.sent-back say why; where there are none, the launcher
        does not start, or ${var.name}-trigger may not invoke the service. Fix that; Pub/Sub goes on trying, at least every ten minutes.
        After about 15 hours the event is a dead letter.
      TEXT
    }
  }
}

resource "google_monitoring_alert_policy" "alert" {
  for_each              = local.alerts
  display_name          = "${var.name}: ${each.value.title}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = var.notification_channels
  user_labels           = var.labels

  conditions {
    display_name = each.value.title
    condition_prometheus_query_language {
      query               = each.value.query
      duration            = each.value.lasts
      evaluation_interval = "60s"
      # A counter that has counted nothing yet does not exist for Cloud Monitoring.
      disable_metric_validation = true
    }
  }

  documentation {
    subject   = "${var.name}: ${each.value.title}"
    mime_type = "text/markdown"
    content   = each.value.to_do
  }

  alert_strategy {
    auto_close = "86400s"
  }

  # An alert looks at a deployment that is whole.
  depends_on = [
    google_cloud_scheduler_job.tick,
    google_logging_metric.counter,
    google_pubsub_subscription.push,
  ]
}
