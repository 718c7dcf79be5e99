locals {
  # Two columns, in reading order.
  charts = [
    { title = "Launched, accepted and waiting, an hour", queries = {
      "accepted"       = "sum(increase(${local.promql.accepted}[1h]))"
      "launched"       = "sum(increase(${local.promql.launched}[1h]))"
      "had to wait"    = "sum(increase(${local.promql.waits}[1h]))"
      "found by sweep" = "sum(increase(${local.promql.swept}[1h]))"
    } },
    { title = "Waiting now, by persistent resource", queries = {
      "$${labels.resource}" = format(
        "sum by (resource) (increase(%[1]s_sum%[2]s[5m])) / sum by (resource) (increase(%[1]s_count%[2]s[5m]))",
        local.promql_names.waiting, local.promql_labels
      )
    } },
    { title = "From upload to launch, seconds", queries = {
      for name, part in { "half of them" = 0.5, "nineteen of twenty" = 0.95 } : name => format(
        "histogram_quantile(%g, sum by (le) (increase(%s_bucket%s[1h])))",
        part, local.promql_names.upload_to_launch, local.promql_labels
      )
    } },
    { title = "Ends, an hour, by state", queries = {
      "$${labels.state}" = "sum by (state) (increase(${local.promql.ended}[1h]))"
    } },
    { title = "Rejected, an hour, by first problem", queries = {
      "$${labels.code}" = "sum by (code) (increase(${local.promql.rejected}[1h]))"
    } },
    { title = "What keeps it from launching, an hour", queries = {
      "refused by Vertex AI" = "sum(increase(${local.promql.refused}[1h]))"
      "passes failed"        = "sum(increase(${local.promql.passes_failed}[1h]))"
      "expired"              = "sum(increase(${local.promql.expired}[1h]))"
    } },
    { title = "Errors and redeliveries, an hour", queries = {
      "errors"       = "sum(increase(${local.promql.errors}[1h]))"
      "redeliveries" = "sum(increase(${local.promql.redeliveries}[1h]))"
    } },
    { title = "Ticks acknowledged, a minute", queries = {
      "ticks" = "sum(rate(${local.acknowledged}[5m])) * 60"
    } },
    { title = "Oldest event not acknowledged, seconds", queries = {
      "age" = "max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{monitored_resource=\"pubsub_subscription\",${local.subscriptions}})"
    } },
    { title = "Request latency, 95th percentile, milliseconds", queries = {
      "latency" = "histogram_quantile(0.95, sum by (le) (rate(run_googleapis_com:request_latencies_bucket{monitored_resource=\"cloud_run_revision\",service_name=\"${local.service_name}\"}[5m])))"
    } },
  ]
}

resource "google_monitoring_dashboard" "overview" {
  dashboard_json = jsonencode({
    displayName = "Slipway: ${var.name}"
    mosaicLayout = {
      columns = 48
      tiles = [
        for index, chart in local.charts : {
          xPos   = (index % 2) * 24
          yPos   = floor(index / 2) * 16
          width  = 24
          height = 16
          widget = {
            title = chart.title
            xyChart = {
              dataSets = [
                for legend, query in chart.queries : {
                  legendTemplate  = legend
                  plotType        = "LINE"
                  timeSeriesQuery = { prometheusQuery = query }
                }
              ]
            }
          }
        }
      ]
    }
  })

  depends_on = [google_logging_metric.counter]
}
