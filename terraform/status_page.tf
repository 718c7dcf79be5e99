# The status page: off by default, and behind IAM when on. A browser gets in by
# `gcloud run services proxy`, which the output says.

locals {
  status_name = "${local.service_name}-status"
  status_service = !var.status_page ? null : (
    local.is_function ? google_cloudfunctions2_function.status_page[0].name : google_cloud_run_v2_service.status_page[0].name
  )
}

# Changes when the page's service is another one, as terraform_data.launcher does.
resource "terraform_data" "status_page" {
  triggers_replace = concat(
    google_cloudfunctions2_function.status_page[*].id,
    google_cloud_run_v2_service.status_page[*].id,
  )
}

resource "google_cloudfunctions2_function" "status_page" {
  count       = var.status_page && local.is_function ? 1 : 0
  name        = local.status_name
  location    = local.region
  description = "Shows Slipway's queue and statuses."
  labels      = var.labels

  build_config {
    runtime           = var.runtime
    entry_point       = "dev.slipway.function.StatusFunction"
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
    available_cpu                    = "1"
    available_memory                 = "512Mi"
    environment_variables            = local.function_environment
    ingress_settings                 = "ALLOW_ALL"
    max_instance_count               = 2
    max_instance_request_concurrency = 20
    min_instance_count               = 0
    service_account_email            = google_service_account.status_page[0].email
    timeout_seconds                  = 60
  }

  depends_on = [time_sleep.grants]
}

resource "google_cloud_run_v2_service" "status_page" {
  count               = var.status_page && local.is_container ? 1 : 0
  name                = local.status_name
  location            = local.region
  description         = "Shows Slipway's queue and statuses."
  ingress             = "INGRESS_TRAFFIC_ALL"
  deletion_protection = false
  labels              = var.labels

  template {
    service_account                  = google_service_account.status_page[0].email
    timeout                          = "60s"
    max_instance_request_concurrency = 20

    scaling {
      min_instance_count = 0
      max_instance_count = 2
    }

    containers {
      image = var.image

      dynamic "env" {
        for_each = merge(local.environment, { FUNCTION_TARGET = "dev.slipway.function.StatusFunction" })
        content {
          name  = env.key
          value = env.value
        }
      }

      resources {
        limits            = { cpu = "1", memory = "512Mi" }
        startup_cpu_boost = true
        cpu_idle          = true
      }
    }
  }

  depends_on = [time_sleep.grants]
}
