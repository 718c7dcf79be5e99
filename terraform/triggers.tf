locals {
  # Both are called alike: a function's service has the function's name.
  service = local.is_function ? google_cloudfunctions2_function.launcher[0].name : google_cloud_run_v2_service.launcher[0].name

  # What Cloud Storage tells of the spec bucket. In a bucket without versions a deletion is "deleted";
  # should somebody turn versions on, it is "archived".
  storage_events = toset(concat(["deleted", "archived"], local.is_container ? ["finalized"] : []))
}

# Eventarc's triggers retry by default, for 24 hours, when made through the API, as here; this version of
# the provider has no argument for it. See topics.tf for what becomes of events that fail for longer.
resource "google_eventarc_trigger" "storage" {
  for_each        = local.storage_events
  name            = "${var.name}-${each.key}"
  location        = local.region
  service_account = google_service_account.trigger.email
  labels          = var.labels

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.storage.object.v1.${each.key}"
  }
  matching_criteria {
    attribute = "bucket"
    value     = google_storage_bucket.specs.name
  }

  destination {
    cloud_run_service {
      service = local.service
      region  = local.region
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    google_project_iam_member.agent,
    google_project_iam_member.trigger,
  ]
}

resource "google_eventarc_trigger" "automation" {
  name            = "${var.name}-automation"
  location        = local.region
  service_account = google_service_account.trigger.email
  labels          = var.labels

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.pubsub.topic.v1.messagePublished"
  }

  transport {
    pubsub {
      topic = google_pubsub_topic.automation.id
    }
  }

  destination {
    cloud_run_service {
      service = local.service
      region  = local.region
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    google_project_iam_member.agent,
    google_project_iam_member.trigger,
  ]
}
