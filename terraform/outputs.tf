# In alphabetical order.

output "automation_subscription" {
  description = "What Eventarc made for the topic; docs/OPERATIONS.md says when to seek in it."
  value       = google_eventarc_trigger.automation.transport[0].pubsub[0].subscription
}

output "automation_topic" {
  description = "Publish specs here."
  value       = google_pubsub_topic.automation.id
}

# Eventarc makes subscriptions that wait ten seconds for an answer (terraform-provider-google#17701), while a pass may
# take 40, and the provider has no argument for it.
output "delivery_command" {
  description = "Lets the subscriptions that Eventarc made wait ten minutes for an answer, and never expire. To be run after each apply that makes or replaces triggers."
  value = join(" && ", [
    for subscription in compact([
      for trigger in concat(values(google_eventarc_trigger.storage), [google_eventarc_trigger.ticks, google_eventarc_trigger.automation]) :
      try(trigger.transport[0].pubsub[0].subscription, "")
    ]) : "gcloud pubsub subscriptions update ${subscription} --ack-deadline=600 --expiration-period=never"
  ])
}

output "environment_command" {
  description = "Makes ./slipway and other programs that read these variables work on this deployment, whatever its buckets are called: evaluate it in a shell."
  value       = "export SLIPWAY_PROJECT=${var.project_id} SLIPWAY_LOCATION=${var.location} SLIPWAY_SPEC_BUCKET=${local.spec_bucket} SLIPWAY_STATE_BUCKET=${local.state_bucket}"
}

output "launcher_service_account" {
  description = "What the launcher runs as. Where a job's account lives in another project, grant it there."
  value       = google_service_account.launcher.email
}

output "logs_command" {
  description = "Shows what Slipway did last."
  value       = "gcloud logging read 'resource.labels.service_name=\"${local.service_name}\" AND jsonPayload.event:\"slipway.\"' --project=${var.project_id} --freshness=1h"
}

output "outcomes_topic" {
  description = "Subscribe here to hear of every change of a status."
  value       = google_pubsub_topic.outcomes.id
}

output "spec_bucket" {
  description = "Upload specs here."
  value       = google_storage_bucket.specs.name
}

output "state_bucket" {
  description = "Statuses are here, under status/, and control/pause."
  value       = google_storage_bucket.state.name
}

output "status_page_command" {
  description = "Opens the status page on this machine's port 8080, as whoever is logged in."
  value       = var.status_page ? "gcloud run services proxy ${local.status_service} --project=${var.project_id} --region=${local.region}" : null
}

output "status_page_url" {
  description = "The status page's address, for programs that send an identity token."
  value = one(concat(
    google_cloudfunctions2_function.status_page[*].service_config[0].uri,
    google_cloud_run_v2_service.status_page[*].uri,
  ))
}
