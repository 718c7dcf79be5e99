# mode = "function": the bundle, built into an image by Google's Java buildpack and run on Google's JDK.
# A class archive would not survive there: it fits exactly the JDK build that made it, and that of the
# runtime is patched under us. That is what mode = "container" is for.

locals {
  is_function = var.mode == "function"
}

resource "google_storage_bucket" "source" {
  count                       = local.is_function ? 1 : 0
  name                        = local.source_bucket
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  # Nothing but bundles that can be built again.
  force_destroy = true
  labels        = var.labels

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [time_sleep.apis]
}

# By its content's name: another bundle is another source, and with it another revision.
resource "google_storage_bucket_object" "bundle" {
  count  = local.is_function ? 1 : 0
  bucket = google_storage_bucket.source[0].name
  name   = "slipway-function-${substr(filesha256(var.bundle), 0, 16)}.zip"
  source = var.bundle

  lifecycle {
    create_before_destroy = true
  }
}

# Our own, so that it goes with the rest; Google would make "gcf-artifacts", and leave it behind.
resource "google_artifact_registry_repository" "build" {
  count         = local.is_function ? 1 : 0
  repository_id = "${var.name}-build"
  location      = local.region
  format        = "DOCKER"
  kms_key_name  = var.kms_key
  description   = "Images that Cloud Functions builds from Slipway's bundle."
  labels        = var.labels

  cleanup_policies {
    id     = "keep-the-last"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }
  cleanup_policies {
    id     = "delete-the-rest"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [time_sleep.apis]
}

resource "google_cloudfunctions2_function" "launcher" {
  count       = local.is_function ? 1 : 0
  name        = local.service_name
  location    = local.region
  description = "Launches Vertex AI jobs onto persistent resources."
  labels      = var.labels

  build_config {
    runtime           = var.runtime
    entry_point       = "dev.slipway.function.PushFunction"
    docker_repository = google_artifact_registry_repository.build[0].id
    service_account   = google_service_account.builder[0].id

    source {
      storage_source {
        bucket = google_storage_bucket.source[0].name
        object = google_storage_bucket_object.bundle[0].name
      }
    }
  }

  service_config {
    available_cpu                    = var.cpu
    available_memory                 = var.memory
    environment_variables            = local.function_environment
    ingress_settings                 = "ALLOW_INTERNAL_ONLY"
    max_instance_count               = var.max_instances
    max_instance_request_concurrency = var.concurrency
    # The ticks keep one instance warm: Cloud Run keeps an idle one for longer than the minute between
    # two. None is paid for beyond that.
    min_instance_count    = 0
    service_account_email = google_service_account.launcher.email
    timeout_seconds       = var.timeout_seconds
    # Start-up CPU boost has no argument here: Cloud Functions of the second generation turn it on by
    # themselves (our inference from their services' annotations; see day-one.md).
  }

  depends_on = [
    time_sleep.grants,
    # The first sweep would write it otherwise, with its own time.
    google_storage_bucket_object.since,
  ]
}
