# mode = "container": the same function, in an image of function/Dockerfile. Its JDK is our own, so its
# class archive fits, and a start takes a fraction of the time.

locals {
  is_container = var.mode == "container"
}

resource "google_cloud_run_v2_service" "launcher" {
  count               = local.is_container ? 1 : 0
  name                = local.service_name
  location            = local.region
  description         = "Launches Vertex AI jobs onto persistent resources."
  ingress             = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  deletion_protection = false
  labels              = var.labels

  template {
    service_account                  = google_service_account.launcher.email
    timeout                          = "${var.timeout_seconds}s"
    max_instance_request_concurrency = var.concurrency

    scaling {
      min_instance_count = 0
      max_instance_count = var.max_instances
    }

    containers {
      image = var.image

      # JAVA_TOOL_OPTIONS too: the image trains its archive with the same.
      dynamic "env" {
        for_each = merge(local.environment, { FUNCTION_TARGET = "dev.slipway.function.PushFunction" })
        content {
          name  = env.key
          value = env.value
        }
      }

      resources {
        limits            = { cpu = var.cpu, memory = var.memory }
        startup_cpu_boost = true
        # Nothing goes on between requests.
        cpu_idle = true
      }

      # Listening is ready: the framework makes the function before it listens.
      startup_probe {
        period_seconds    = 1
        failure_threshold = 60
        tcp_socket {
          port = 8080
        }
      }
    }
  }

  depends_on = [
    time_sleep.grants,
    google_storage_bucket_object.since,
  ]
}
