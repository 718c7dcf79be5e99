# What people may do, and programs of theirs.

locals {
  # One entry for each member of each team.
  team_uploaders = merge([
    for team, who in var.teams : { for member in who.uploaders : "${team} ${member}" => { team = team, member = member } }
  ]...)
  team_readers = merge([
    for team, who in var.teams : {
      for member in setunion(who.uploaders, who.viewers) : "${team} ${member}" => { team = team, member = member }
    }
  ]...)
  publishers = setunion(var.publishers, flatten([for who in values(var.teams) : who.publishers]))
}

# --- Uploaders of a deployment with one team ---------------------------------------------------------

# To create and nothing else: nobody replaces, withdraws or reads somebody else's spec. Not even one's own, for
# Cloud Storage does not know whose an object is; that takes an operator.
resource "google_storage_bucket_iam_member" "uploaders" {
  for_each = var.uploaders
  bucket   = google_storage_bucket.specs.name
  role     = "roles/storage.objectCreator"
  member   = each.key
}

# On a managed folder and not by a condition, so that they can also list.
resource "google_storage_managed_folder_iam_member" "uploaders" {
  for_each       = var.uploaders
  bucket         = google_storage_bucket.state.name
  managed_folder = google_storage_managed_folder.status.name
  role           = "roles/storage.objectViewer"
  member         = each.key
}

# To subscribe to outcomes is to read statuses as they come: everybody's.
resource "google_pubsub_topic_iam_member" "uploaders_subscribe" {
  for_each = var.uploaders
  topic    = google_pubsub_topic.outcomes.name
  role     = "roles/pubsub.subscriber"
  member   = each.key
}

# --- Teams -------------------------------------------------------------------------------------------

# Objects stay when a folder's resource is destroyed; it only carries who may do what below it.
resource "google_storage_managed_folder" "team_specs" {
  for_each      = var.teams
  bucket        = google_storage_bucket.specs.name
  name          = "${local.spec_root}${each.key}/"
  force_destroy = true
}

resource "google_storage_managed_folder" "team_statuses" {
  for_each      = var.teams
  bucket        = google_storage_bucket.state.name
  name          = "status/${local.spec_bucket}/${local.spec_root}${each.key}/"
  force_destroy = true
}

# `gcloud storage cp` looks at a name before it writes there. So a team's uploaders read each other's specs, and nobody
# else's.
resource "google_project_iam_custom_role" "submitter" {
  count       = length(var.teams) == 0 ? 0 : 1
  role_id     = replace("${var.name}_submitter${var.role_suffix}", "-", "_")
  title       = "Slipway submitter"
  description = "Just what uploading a spec takes, with gcloud too."
  permissions = [
    "storage.objects.create", # GoogleObjectStore.write: objects.insert
    "storage.objects.get",    # gcloud storage cp: objects.get of the destination
    "storage.objects.list"    # gcloud storage cp: without it Cloud Storage answers 403 for a name that is free
  ]
  depends_on = [time_sleep.apis]
}

resource "google_storage_managed_folder_iam_member" "team_uploaders" {
  for_each       = local.team_uploaders
  bucket         = google_storage_bucket.specs.name
  managed_folder = google_storage_managed_folder.team_specs[each.value.team].name
  role           = google_project_iam_custom_role.submitter[0].id
  member         = each.value.member
}

resource "google_storage_managed_folder_iam_member" "team_readers" {
  for_each       = local.team_readers
  bucket         = google_storage_bucket.state.name
  managed_folder = google_storage_managed_folder.team_statuses[each.value.team].name
  role           = "roles/storage.objectViewer"
  member         = each.value.member
}

# --- Publishers --------------------------------------------------------------------------------------

# Specs in messages are of no team (docs/POLICY.md), no matter who published them.
resource "google_pubsub_topic_iam_member" "publishers" {
  for_each = local.publishers
  topic    = google_pubsub_topic.automation.name
  role     = "roles/pubsub.publisher"
  member   = each.key
}

resource "google_storage_managed_folder" "message_statuses" {
  count         = length(local.publishers) == 0 ? 0 : 1
  bucket        = google_storage_bucket.state.name
  name          = "status/_pubsub/"
  force_destroy = true
}

resource "google_storage_managed_folder_iam_member" "publishers" {
  for_each       = local.publishers
  bucket         = google_storage_bucket.state.name
  managed_folder = google_storage_managed_folder.message_statuses[0].name
  role           = "roles/storage.objectViewer"
  member         = each.key
}

# --- Operators ---------------------------------------------------------------------------------------

resource "google_storage_bucket_iam_member" "operators_specs" {
  for_each = var.operators
  bucket   = google_storage_bucket.specs.name
  role     = "roles/storage.objectUser"
  member   = each.key
}

resource "google_storage_bucket_iam_member" "operators_read" {
  for_each = var.operators
  bucket   = google_storage_bucket.state.name
  role     = "roles/storage.objectViewer"
  member   = each.key
}

# control/pause to pause and resume, control/since to sweep from another time, control/cancel/ID to cancel.
# Never queue/: a record names the job that is cancelled (docs/decisions/0016-cancelling.md).
resource "google_storage_bucket_iam_member" "operators_control" {
  for_each = var.operators
  bucket   = google_storage_bucket.state.name
  role     = google_project_iam_custom_role.writer.id
  member   = each.key

  condition {
    title      = "control"
    expression = "resource.name.startsWith(\"projects/_/buckets/${local.state_bucket}/objects/control/\")"
  }
}

# To read dead letters, and to have published specs delivered again (docs/OPERATIONS.md). That of `automation` pushes, and
# nobody can pull from it.
resource "google_pubsub_subscription_iam_member" "operators" {
  for_each = {
    for grant in setproduct(["automation", "dead-letters"], var.operators) :
    join(" ", grant) => { subscription = grant[0], member = grant[1] }
  }
  subscription = each.value.subscription == "automation" ? google_pubsub_subscription.push["automation"].name : google_pubsub_subscription.dead_letters.name
  role         = "roles/pubsub.subscriber"
  member       = each.value.member
}

resource "google_project_iam_custom_role" "onlooker" {
  role_id     = replace("${var.name}_onlooker${var.role_suffix}", "-", "_")
  title       = "Slipway onlooker"
  description = "Just what Slipway's command line asks of Vertex AI."
  permissions = [
    "aiplatform.customJobs.list",         # VertexJobs.alive: JobService.ListCustomJobs
    "aiplatform.persistentResources.get", # VertexResources.find: PersistentResourceService.GetPersistentResource
    "aiplatform.persistentResources.list" # VertexResources.list: PersistentResourceService.ListPersistentResources
  ]
  depends_on = [time_sleep.apis]
}

resource "google_project_iam_member" "operators_look" {
  for_each = var.operators
  project  = var.project_id
  role     = google_project_iam_custom_role.onlooker.id
  member   = each.key
}

# --- Viewers of the status page ----------------------------------------------------------------------

resource "google_cloud_run_v2_service_iam_member" "status_page" {
  for_each = var.status_page ? var.status_page_viewers : []
  name     = local.status_service
  location = local.region
  role     = "roles/run.invoker"
  member   = each.key

  lifecycle {
    replace_triggered_by = [terraform_data.status_page]
  }
}

# `gcloud run services proxy` reads the service before it calls it, and so does `gcloud run services describe`.
resource "google_cloud_run_v2_service_iam_member" "status_page_look" {
  for_each = var.status_page ? var.status_page_viewers : []
  name     = local.status_service
  location = local.region
  role     = "roles/run.viewer"
  member   = each.key

  lifecycle {
    replace_triggered_by = [terraform_data.status_page]
  }
}
