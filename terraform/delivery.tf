# How events reach the launcher: each topic has a subscription of our own that pushes to it.

locals {
  # The two modes differ in the name, so that changing the mode makes the new service whatever becomes of the old one: of
  # one name, the new one would be refused until the old one was gone.
  service_name = local.is_function ? var.name : "${var.name}-container"

  # A function's service has the function's name.
  service = local.is_function ? google_cloudfunctions2_function.launcher[0].name : google_cloud_run_v2_service.launcher[0].name

  # Of the form https://….run.app: with internal ingress Cloud Run takes pushes at that address only
  # (https://cloud.google.com/run/docs/securing/ingress).
  service_uri = local.is_function ? google_cloudfunctions2_function.launcher[0].service_config[0].uri : google_cloud_run_v2_service.launcher[0].uri

  deliveries = {
    uploads    = google_pubsub_topic.uploads.id
    automation = google_pubsub_topic.automation.id
    ticks      = google_pubsub_topic.ticks.id
  }

  # A tick is no longer read after two minutes, and the next one does what it was for.
  with_dead_letters = setsubtract(keys(local.deliveries), ["ticks"])
}

# Changes when the service is another one, though it may have the name of the old one: IDs are only known after the
# apply that replaces what has them. What goes with a service is replaced by this. An upgrade changes the service in
# place, and nothing of this.
resource "terraform_data" "launcher" {
  triggers_replace = concat(
    google_cloudfunctions2_function.launcher[*].id,
    google_cloud_run_v2_service.launcher[*].id,
  )
}

# Another service is another address, which changes a subscription in place: messages that wait in it are kept.
resource "google_pubsub_subscription" "push" {
  for_each = local.deliveries
  name     = "${var.name}-${each.key}"
  topic    = each.value
  labels   = var.labels

  # Pub/Sub waits this long for an answer, and this is its most. A pass takes up to 40 s, a request timeout_seconds.
  ack_deadline_seconds = 600

  # A tick is gone after ten minutes, Pub/Sub's least, so that none pile up while the launcher is out of order.
  message_retention_duration = contains(local.with_dead_letters, each.key) ? "604800s" : "600s"

  # Never: a subscription expires by default when nothing comes for 31 days.
  expiration_policy {
    ttl = ""
  }

  push_config {
    push_endpoint = local.service_uri
    oidc_token {
      service_account_email = google_service_account.trigger.email
      audience              = local.service_uri
    }
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  # As many as Pub/Sub allows, some 15 hours with these pauses. An event comes again only when something around the
  # launcher failed, never because of what it says and never because a spec waits for room: one that is given up
  # early is work for a person and nothing else. The alert on events that are not acknowledged comes after one hour.
  dynamic "dead_letter_policy" {
    for_each = contains(local.with_dead_letters, each.key) ? [google_pubsub_topic.dead_letters.id] : []
    content {
      dead_letter_topic     = dead_letter_policy.value
      max_delivery_attempts = 100
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.trigger,
    # What comes to a topic without subscriptions is lost.
    google_pubsub_subscription.dead_letters,
    time_sleep.grants,
  ]
}

# Dead letters wait for a person, as long as Pub/Sub keeps anything (docs/OPERATIONS.md).
resource "google_pubsub_subscription" "dead_letters" {
  name                       = "${var.name}-dead-letters"
  topic                      = google_pubsub_topic.dead_letters.id
  labels                     = var.labels
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }

  depends_on = [time_sleep.grants]
}
