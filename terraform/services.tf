locals {
  services = toset(concat(
    [
      "aiplatform.googleapis.com",
      "cloudscheduler.googleapis.com",
      "eventarc.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com",
      "run.googleapis.com",
      "storage.googleapis.com",
    ],
    var.mode == "function" ? [
      "artifactregistry.googleapis.com",
      "cloudbuild.googleapis.com",
      "cloudfunctions.googleapis.com",
    ] : [],
  ))
}

# They stay enabled after a destroy: others in the project may use them by now.
resource "google_project_service" "used" {
  for_each           = local.services
  service            = each.key
  disable_on_destroy = false
}

# Google makes a service's agent when the service is first used, and a grant to an agent that does not
# exist yet fails. This makes it at once.
resource "google_project_service_identity" "agent" {
  for_each   = toset(["eventarc.googleapis.com", "pubsub.googleapis.com"])
  provider   = google-beta
  service    = each.key
  depends_on = [google_project_service.used]
}

# Asking for Cloud Storage's agent makes it.
data "google_storage_project_service_account" "agent" {
  depends_on = [google_project_service.used]
}
