# In alphabetical order.

output "automation_subscription" {
  description = "What brings published specs to the launcher; docs/OPERATIONS.md says when to seek in it."
  value       = google_pubsub_subscription.push["automation"].id
}

output "automation_topic" {
  description = "Publish specs here."
  value       = google_pubsub_topic.automation.id
}

output "dead_letters_subscription" {
  description = "What was delivered in vain waits here; docs/OPERATIONS.md says what to do with it."
  value       = google_pubsub_subscription.dead_letters.id
}

output "delivery_command" {
  description = "Shows how events are delivered: deadlines, how long they are kept, attempts."
  value       = "gcloud pubsub subscriptions list --project=${var.project_id} --filter='pushConfig.oidcToken.serviceAccountEmail=${google_service_account.trigger.email}' --format='table(name.basename(),ackDeadlineSeconds,messageRetentionDuration,expirationPolicy.ttl,deadLetterPolicy.maxDeliveryAttempts,pushConfig.pushEndpoint)'"
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
