# Accounts, and beside each what it may do. What people may do is in people.tf.

# --- The launcher: what the function runs as ---------------------------------------------------------

resource "google_service_account" "launcher" {
  account_id   = "${var.name}-launcher"
  display_name = "Slipway: launches jobs"
  depends_on   = [time_sleep.apis]
}

# In the project, since Vertex AI knows no narrower place for these. Whoever can create custom jobs can run
# code (https://cloud.google.com/vertex-ai/docs/general/access-control): the policy narrows it further.
resource "google_project_iam_custom_role" "launcher" {
  role_id     = replace("${var.name}_launcher${var.role_suffix}", "-", "_")
  title       = "Slipway launcher"
  description = "Just what Slipway's function calls on Vertex AI."
  permissions = [
    "aiplatform.customJobs.cancel",      # VertexJobs.cancel: JobService.CancelCustomJob
    "aiplatform.customJobs.create",      # VertexJobs.create: JobService.CreateCustomJob
    "aiplatform.customJobs.get",         # VertexJobs.find: JobService.GetCustomJob
    "aiplatform.customJobs.list",        # VertexJobs.alive, launchedSince, ofAttempt: JobService.ListCustomJobs
    "aiplatform.persistentResources.get" # VertexResources.find: PersistentResourceService.GetPersistentResource
  ]
  depends_on = [time_sleep.apis]
}

resource "google_project_iam_member" "launcher" {
  project = var.project_id
  role    = google_project_iam_custom_role.launcher.id
  member  = google_service_account.launcher.member
}

resource "google_project_iam_custom_role" "reader" {
  role_id     = replace("${var.name}_reader${var.role_suffix}", "-", "_")
  title       = "Slipway bucket reader"
  description = "Just what Slipway's function reads of a bucket."
  permissions = [
    "storage.objects.get", # GoogleObjectStore.find, read: objects.get, with and without alt=media
    "storage.objects.list" # GoogleObjectStore.list, page: objects.list
  ]
  depends_on = [time_sleep.apis]
}

resource "google_project_iam_custom_role" "writer" {
  role_id     = replace("${var.name}_writer${var.role_suffix}", "-", "_")
  title       = "Slipway state writer"
  description = "Just what Slipway's function writes to its state bucket."
  permissions = [
    "storage.objects.create", # GoogleObjectStore.write: objects.insert
    "storage.objects.delete"  # GoogleObjectStore.delete: objects.delete; write: objects.insert in place of an object
  ]
  depends_on = [time_sleep.apis]
}

# Specs: read only. Not narrowed to a prefix: Cloud Storage checks a list against the bucket, so that a
# condition on objects' names would refuse the sweep.
resource "google_storage_bucket_iam_member" "launcher_reads" {
  for_each = {
    specs = google_storage_bucket.specs.name
    state = google_storage_bucket.state.name
  }
  bucket = each.value
  role   = google_project_iam_custom_role.reader.id
  member = google_service_account.launcher.member
}

# State: only where Layout.java puts things. Not the policy, and not control/pause, which is people's.
resource "google_storage_bucket_iam_member" "launcher_writes" {
  bucket = google_storage_bucket.state.name
  role   = google_project_iam_custom_role.writer.id
  member = google_service_account.launcher.member

  condition {
    title       = "what-slipway-keeps"
    description = "The queue, endings, leases, statuses, unreadable events, attempts, and its own notes under control/."
    expression = join(" || ", [
      for prefix in [
        "queue/", "done/", "leases/", "status/", "unreadable/", "attempts/", "control/cancel/", "control/deployment", "control/pauses", "control/since",
        "control/sweep"
      ] : "resource.name.startsWith(\"projects/_/buckets/${local.state_bucket}/objects/${prefix}\")"
    ])
  }
}

# CreateCustomJob checks iam.serviceAccounts.actAs on the account that the spec names.
resource "google_service_account_iam_member" "launcher_acts_as" {
  for_each           = var.job_service_accounts
  service_account_id = "projects/-/serviceAccounts/${each.key}"
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.launcher.member
}

# --- The trigger: what events come as ----------------------------------------------------------------

resource "google_service_account" "trigger" {
  account_id   = "${var.name}-trigger"
  display_name = "Slipway: brings events"
  depends_on   = [time_sleep.apis]
}

# Nobody else may call the launcher: a function over HTTP is as closed as its service.
resource "google_cloud_run_v2_service_iam_member" "trigger" {
  name     = local.service
  location = local.region
  role     = "roles/run.invoker"
  member   = google_service_account.trigger.member

  lifecycle {
    replace_triggered_by = [terraform_data.launcher]
  }
}

# --- The builder: what Cloud Functions builds as -----------------------------------------------------

# Left out, builds would run as the Compute Engine default account, which in projects of today may do
# nothing (https://cloud.google.com/build/docs/cloud-build-service-account-updates), and in those of
# yesterday everything.
resource "google_service_account" "builder" {
  count        = local.is_function ? 1 : 0
  account_id   = "${var.name}-builder"
  display_name = "Slipway: builds the function"
  depends_on   = [time_sleep.apis]
}

# https://cloud.google.com/functions/docs/securing/build-custom-sa#grant_permissions names these three roles, for the
# whole project; that they are enough so narrow is our inference (day-one.md).
resource "google_project_iam_member" "builder" {
  for_each = local.is_function ? {
    "roles/logging.logWriter"    = null              # writes the build's log
    "roles/storage.objectViewer" = "gcf-v2-sources-" # reads the copy of the bundle that Cloud Functions makes in a bucket of its own
  } : {}
  project = var.project_id
  role    = each.key
  member  = google_service_account.builder[0].member

  dynamic "condition" {
    for_each = each.value == null ? [] : [each.value]
    content {
      title       = "bundles"
      description = "Only the buckets where Cloud Functions keeps what it builds."
      expression  = "resource.name.startsWith(\"projects/_/buckets/${condition.value}\")"
    }
  }
}

resource "google_artifact_registry_repository_iam_member" "builder" {
  count      = local.is_function ? 1 : 0
  location   = google_artifact_registry_repository.build[0].location
  repository = google_artifact_registry_repository.build[0].repository_id
  role       = "roles/artifactregistry.writer" # pushes the image
  member     = google_service_account.builder[0].member
}

# --- Google's agents ---------------------------------------------------------------------------------

# Earlier versions had project-wide grants of these agents here. Every Eventarc trigger of the project needs those, so
# that Terraform forgets them and takes nothing away.
removed {
  from = google_project_iam_member.agent
  lifecycle {
    destroy = false
  }
}

# Pub/Sub signs the calls to the service as the trigger account. Its agent may do so in any project by
# itself only where it was made after April 2021.
resource "google_service_account_iam_member" "pubsub_agent" {
  service_account_id = google_service_account.trigger.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_project_service_identity.agent["pubsub.googleapis.com"].member
}

# Notifications of the buckets.
resource "google_pubsub_topic_iam_member" "storage_agent" {
  for_each = merge(
    {
      outcomes = google_pubsub_topic.outcomes.name
      uploads  = google_pubsub_topic.uploads.name
    },
    var.notification_prefix == null ? {} : { automation = google_pubsub_topic.automation.name },
  )
  topic  = each.value
  role   = "roles/pubsub.publisher"
  member = data.google_storage_project_service_account.agent.member
}

# A dead letter is published to the one, and acknowledged to the other
# (https://cloud.google.com/pubsub/docs/handling-failures#grant_forwarding_permissions).
resource "google_pubsub_topic_iam_member" "dead_letters" {
  topic  = google_pubsub_topic.dead_letters.name
  role   = "roles/pubsub.publisher"
  member = google_project_service_identity.agent["pubsub.googleapis.com"].member
}

resource "google_pubsub_subscription_iam_member" "dead_letters" {
  for_each     = local.with_dead_letters
  subscription = google_pubsub_subscription.push[each.key].name
  role         = "roles/pubsub.subscriber"
  member       = google_project_service_identity.agent["pubsub.googleapis.com"].member
}

# --- The status page ---------------------------------------------------------------------------------

# An account of its own: what strangers' requests reach must not be able to launch anything.
resource "google_service_account" "status_page" {
  count        = var.status_page ? 1 : 0
  account_id   = "${var.name}-status"
  display_name = "Slipway: shows the queue"
  depends_on   = [time_sleep.apis]
}

resource "google_storage_bucket_iam_member" "status_page" {
  count  = var.status_page ? 1 : 0
  bucket = google_storage_bucket.state.name
  role   = google_project_iam_custom_role.reader.id
  member = google_service_account.status_page[0].member
}

# It lists what the launcher gets one by one, and can create, cancel and change nothing.
resource "google_project_iam_custom_role" "status_page" {
  count       = var.status_page ? 1 : 0
  role_id     = replace("${var.name}_status${var.role_suffix}", "-", "_")
  title       = "Slipway status page"
  description = "Just what Slipway's status page calls on Vertex AI."
  permissions = [
    "aiplatform.customJobs.list",         # VertexJobs.alive: JobService.ListCustomJobs
    "aiplatform.persistentResources.list" # VertexResources.list: PersistentResourceService.ListPersistentResources
  ]
  depends_on = [time_sleep.apis]
}

resource "google_project_iam_member" "status_page" {
  count   = var.status_page ? 1 : 0
  project = var.project_id
  role    = google_project_iam_custom_role.status_page[0].id
  member  = google_service_account.status_page[0].member
}

# --- The project's own -------------------------------------------------------------------------------

# Cloud Storage makes each bucket's first grants itself: to the editors of the project, in older projects the Compute
# Engine default account among them, to read and write all in it, the policy too, and to its viewers to read it. These
# bindings hold the roles against everybody but owners.
resource "google_storage_bucket_iam_binding" "legacy" {
  for_each = {
    for grant in setproduct(["specs", "state"], ["BucketOwner", "BucketReader", "ObjectOwner", "ObjectReader"]) :
    join(" ", grant) => { bucket = grant[0], role = "roles/storage.legacy${grant[1]}" }
  }
  bucket  = each.value.bucket == "specs" ? google_storage_bucket.specs.name : google_storage_bucket.state.name
  role    = each.value.role
  members = ["projectOwner:${var.project_id}"]
}

resource "google_project_iam_audit_config" "storage" {
  count   = var.audit_data_access ? 1 : 0
  project = var.project_id
  service = "storage.googleapis.com"

  dynamic "audit_log_config" {
    for_each = ["DATA_READ", "DATA_WRITE"]
    content {
      log_type = audit_log_config.value
    }
  }

  depends_on = [time_sleep.apis]
}

# What Google's services encrypt with it, they do as their agents.
resource "google_kms_crypto_key_iam_member" "agent" {
  for_each = var.kms_key == null ? {} : merge(
    {
      storage = data.google_storage_project_service_account.agent.member
      pubsub  = google_project_service_identity.agent["pubsub.googleapis.com"].member
    },
    local.is_function ? { images = google_project_service_identity.agent["artifactregistry.googleapis.com"].member } : {},
  )
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = each.value
}
