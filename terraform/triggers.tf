locals {
  # The two modes differ in the name, so that changing the mode makes the new service whatever becomes of the old one: of
  # one name, the new one would be refused until the old one was gone.
  service_name = local.is_function ? var.name : "${var.name}-container"

  # A function's service has the function's name.
  service = local.is_function ? google_cloudfunctions2_function.launcher[0].name : google_cloud_run_v2_service.launcher[0].name

  # What Cloud Storage tells of the spec bucket. In a bucket without versions a deletion is "deleted";
  # should somebody turn versions on, it is "archived".
  storage_events = toset(concat(["deleted", "archived"], local.is_container ? ["finalized"] : []))
}

# Changes when the service is another one, though it may have the name of the old one: IDs are only known after the
# apply that replaces what has them. What goes with a service, or is bound to it, is replaced by this. An upgrade changes the
# service in place, and nothing of this.
resource "terraform_data" "launcher" {
  triggers_replace = concat(
    google_cloudfunctions2_function.launcher[*].id,
    google_cloud_run_v2_service.launcher[*].id,
  )
}

# Eventarc's triggers retry by default, for 24 hours, when made through the API, as here: the provider's
# retry_policy can only turn that off. See topics.tf for what becomes of events that fail for longer.
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

  lifecycle {
    replace_triggered_by = [terraform_data.launcher]
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    time_sleep.grants,
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

  lifecycle {
    replace_triggered_by = [terraform_data.launcher]
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    time_sleep.grants,
  ]
}

resource "google_eventarc_trigger" "ticks" {
  name            = "${var.name}-ticks"
  location        = local.region
  service_account = google_service_account.trigger.email
  labels          = var.labels

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.pubsub.topic.v1.messagePublished"
  }

  transport {
    pubsub {
      topic = google_pubsub_topic.ticks.id
    }
  }

  destination {
    cloud_run_service {
      service = local.service
      region  = local.region
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.launcher]
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    time_sleep.grants,
  ]
}
