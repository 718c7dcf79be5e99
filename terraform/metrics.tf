# Counters of log lines, by the IDs of dispatch/LogEvent.java, which are never renamed.
#
# Two things that one would want are not here. How many wait at this moment: log lines tell changes, not
# levels (`gcloud storage ls gs://STATE/queue/` tells it). How long a spec took from upload to launch: no
# line carries it as a number yet.

locals {
  ours = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}\" AND jsonPayload.event:\"slipway.\""

  # Codes and states are a closed list each, so that they may be labels. A name in a line is a user's text:
  # what the expressions look for comes last in a line for that reason.
  metrics = {
    accepted = {
      about  = "Specs that were found good and wait for their turn"
      filter = "jsonPayload.event=\"slipway.spec.accepted\""
    }
    ended = {
      about  = "Jobs that came to their end, by state"
      filter = "jsonPayload.event=\"slipway.job.ended\""
      labels = { state = "REGEXP_EXTRACT(jsonPayload.message, \"^.* ended ([A-Z_]+)\")" }
    }
    errors = {
      about  = "Bugs of Slipway's own"
      filter = "severity>=ERROR"
    }
    expired = {
      about  = "Specs that waited too long, and jobs that Vertex AI gave up"
      filter = "(jsonPayload.event=\"slipway.spec.timed-out\" OR (jsonPayload.event=\"slipway.job.ended\" AND jsonPayload.message=~\" ended EXPIRED\"))"
    }
    launched = {
      about  = "Jobs launched"
      filter = "jsonPayload.event=\"slipway.job.launched\""
    }
    passes_failed = {
      about  = "Passes over the queue that could not be ended, for a service that failed or for a bug"
      filter = "jsonPayload.event=\"slipway.pass.failed\""
    }
    redeliveries = {
      about  = "Events that were sent back to be delivered again"
      filter = "jsonPayload.event=\"slipway.event.failed\" AND severity=WARNING"
    }
    refused = {
      about  = "Launches that Vertex AI refused, each tried again or rejected"
      filter = "jsonPayload.event=\"slipway.job.refused\""
    }
    rejected = {
      about  = "Specs rejected, by the code of their first problem"
      filter = "jsonPayload.event=\"slipway.spec.rejected\""
      labels = { code = "REGEXP_EXTRACT(jsonPayload.message, \"^.* ended REJECTED: ([A-Z_]+)\")" }
    }
    swept = {
      about  = "Specs that no event announced and the sweep found"
      filter = "jsonPayload.event=\"slipway.spec.swept\""
    }
    waits = {
      about  = "Specs that had to wait when first looked at"
      filter = "jsonPayload.event=\"slipway.job.waits\""
    }
  }

  # How PromQL spells "logging.googleapis.com/user/NAME/METRIC", and which of the resources that can have
  # such a metric is meant.
  promql = {
    for metric in keys(local.metrics) : metric => format(
      "logging_googleapis_com:user_%s_%s{monitored_resource=\"cloud_run_revision\"}",
      replace(var.name, "-", "_"), metric
    )
  }
}

resource "google_logging_metric" "counter" {
  for_each         = local.metrics
  name             = "${var.name}/${each.key}"
  description      = "${each.value.about}."
  filter           = "${local.ours} AND ${each.value.filter}"
  label_extractors = try(each.value.labels, null)

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    unit         = "1"
    display_name = each.value.about

    dynamic "labels" {
      for_each = try(each.value.labels, {})
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  depends_on = [google_project_service.used]
}
