# Counters of log lines and of numbers in them, by the names of dispatch/LogEvent.java and
# dispatch/LogField.java, which are never renamed. MetricsTest holds them against lines that Slipway prints.

locals {
  ours = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${local.service_name}\" AND jsonPayload.event:\"slipway.\""

  # Codes and states are a closed list each, and persistent resources are few, so that they may be labels.
  metrics = {
    accepted = {
      about  = "Specs that were found good and wait for their turn"
      filter = "jsonPayload.event=\"slipway.spec.accepted\""
    }
    ended = {
      about  = "Jobs that came to their end, by state"
      filter = "jsonPayload.event=\"slipway.job.ended\""
      labels = { state = "EXTRACT(jsonPayload.state)" }
    }
    errors = {
      about  = "Bugs of Slipway's own, and policies that cannot be used"
      filter = "severity>=ERROR"
    }
    expired = {
      about  = "Specs that waited too long, and jobs that Vertex AI gave up"
      filter = "jsonPayload.state=(\"EXPIRED\" OR \"TIMED_OUT\")"
    }
    launched = {
      about  = "Jobs launched, by persistent resource"
      filter = "jsonPayload.event=\"slipway.job.launched\""
      labels = { resource = "EXTRACT(jsonPayload.resource)" }
    }
    passes_failed = {
      about  = "Passes over the queue that could not be ended, for a service that failed or for a bug"
      filter = "jsonPayload.event=\"slipway.pass.failed\""
    }
    redeliveries = {
      about  = "Events that were sent back to be delivered again"
      filter = "jsonPayload.event=\"slipway.event.sent-back\""
    }
    refused = {
      about  = "Launches that Vertex AI refused, each tried again or rejected"
      filter = "jsonPayload.event=\"slipway.job.refused\""
    }
    rejected = {
      about  = "Specs rejected, by the code of their first problem"
      filter = "jsonPayload.event=\"slipway.spec.rejected\""
      labels = { code = "EXTRACT(jsonPayload.code)" }
    }
    swept = {
      about  = "Specs that no event announced and the sweep found"
      filter = "jsonPayload.event=\"slipway.spec.swept\""
    }
    upload_to_launch = {
      about  = "Seconds from a spec's upload to its job, by persistent resource"
      filter = "jsonPayload.event=\"slipway.job.launched\""
      labels = { resource = "EXTRACT(jsonPayload.resource)" }
      value  = "EXTRACT(jsonPayload.uploadToLaunchSeconds)"
      unit   = "s"
      # From half a second to some five days.
      buckets = { number = 40, growth = 1.4, first = 0.5 }
    }
    # A level: each tick tells it for each persistent resource that anybody waits for, and nothing where
    # nobody does. So the number of its values counts the ticks at which somebody waited.
    waiting = {
      about   = "Specs that wait, at each tick at which any do, by persistent resource"
      filter  = "jsonPayload.event=\"slipway.queue.seen\""
      labels  = { resource = "EXTRACT(jsonPayload.resource)" }
      value   = "EXTRACT(jsonPayload.waiting)"
      unit    = "1"
      buckets = { number = 20, growth = 2, first = 1 }
    }
    waits = {
      about  = "Specs that had to wait when first looked at"
      filter = "jsonPayload.event=\"slipway.job.waits\""
    }
  }

  # How PromQL spells "logging.googleapis.com/user/NAME/METRIC". A distribution is three of these, whose
  # names go on with _count, _sum and _bucket.
  promql_names = {
    for metric in keys(local.metrics) : metric =>
    format("logging_googleapis_com:user_%s_%s", replace(var.name, "-", "_"), metric)
  }

  # Which of the resources that can have such a metric is meant.
  promql_labels = "{monitored_resource=\"cloud_run_revision\"}"

  promql = { for metric, name in local.promql_names : metric => "${name}${local.promql_labels}" }
}

resource "google_logging_metric" "counter" {
  for_each         = local.metrics
  name             = "${var.name}/${each.key}"
  description      = "${each.value.about}."
  filter           = "${local.ours} AND ${each.value.filter}"
  label_extractors = try(each.value.labels, null)
  value_extractor  = try(each.value.value, null)

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = can(each.value.value) ? "DISTRIBUTION" : "INT64"
    unit         = try(each.value.unit, "1")
    display_name = each.value.about

    dynamic "labels" {
      for_each = try(each.value.labels, {})
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  dynamic "bucket_options" {
    for_each = try([each.value.buckets], [])
    content {
      exponential_buckets {
        num_finite_buckets = bucket_options.value.number
        growth_factor      = bucket_options.value.growth
        scale              = bucket_options.value.first
      }
    }
  }

  depends_on = [time_sleep.apis]
}
