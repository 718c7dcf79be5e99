# APIs, Google's agents for them, and the time that both take to be known.

locals {
  services = toset(concat(
    [
      "aiplatform.googleapis.com",
      "cloudresourcemanager.googleapis.com", # the provider needs these two to read which are enabled: see ./prepare
      "cloudscheduler.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com",
      "run.googleapis.com",
      "serviceusage.googleapis.com",
    ],
    local.is_function ? [
      "artifactregistry.googleapis.com",
      "cloudbuild.googleapis.com",
      "cloudfunctions.googleapis.com",
    ] : [],
    var.kms_key == null ? [] : ["cloudkms.googleapis.com"],
  ))
}

# They stay enabled after a destroy: others in the project may use them by now.
resource "google_project_service" "used" {
  for_each           = local.services
  service            = each.key
  disable_on_destroy = false
}

# Apart from the others, since the agent below waits for it. Were it one of them, each API that is added later would
# make the agent "known after apply", and its grants would be taken away and given again.
resource "google_project_service" "storage" {
  service            = "storage.googleapis.com"
  disable_on_destroy = false
}

moved {
  from = google_project_service.used["storage.googleapis.com"]
  to   = google_project_service.storage
}

# An API that was just enabled refuses calls for a while, and a grant on a key takes longer. Everything but Google's
# agents and that grant depends on this.
resource "time_sleep" "apis" {
  create_duration = var.kms_key == null ? "60s" : "180s"
  triggers        = { enabled = join(" ", local.services), kms_key = var.kms_key }

  depends_on = [
    google_kms_crypto_key_iam_member.agent,
    google_project_service.storage,
    google_project_service.used,
  ]
}

# Google makes a service's agent when the service is first used, and a grant to an agent that does not
# exist yet fails. This makes it at once.
resource "google_project_service_identity" "agent" {
  for_each = toset(concat(
    ["pubsub.googleapis.com"],
    var.kms_key != null && local.is_function ? ["artifactregistry.googleapis.com"] : [],
  ))
  provider   = google-beta
  service    = each.key
  depends_on = [google_project_service.used]
}

# Asking for Cloud Storage's agent makes it.
data "google_storage_project_service_account" "agent" {
  depends_on = [google_project_service.storage]
}

# Grants take up to seven minutes to be known everywhere, usually two
# (https://cloud.google.com/iam/docs/access-change-propagation). A function whose build comes too early has
# failed, and Terraform would build it anew; one that starts too early logs errors that are none; a notification that is
# made too early is refused.
resource "time_sleep" "grants" {
  create_duration = "180s"
  triggers = {
    mode        = var.mode
    notified    = join(" ", keys(google_pubsub_topic_iam_member.storage_agent))
    status_page = var.status_page
  }

  depends_on = [
    google_artifact_registry_repository_iam_member.builder,
    google_project_iam_member.builder,
    google_project_iam_member.launcher,
    google_project_iam_member.status_page,
    google_pubsub_topic_iam_member.dead_letters,
    google_pubsub_topic_iam_member.storage_agent,
    google_service_account_iam_member.launcher_acts_as,
    google_service_account_iam_member.pubsub_agent,
    google_storage_bucket_iam_member.launcher_reads,
    google_storage_bucket_iam_member.launcher_writes,
    google_storage_bucket_iam_member.status_page,
  ]
}
