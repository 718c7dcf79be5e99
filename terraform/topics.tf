# What happens in the spec bucket. The sweep finds what is not heard of by this way.
resource "google_pubsub_topic" "uploads" {
  name         = "${var.name}-uploads"
  kms_key_name = var.kms_key
  labels       = var.labels

  message_storage_policy {
    allowed_persistence_regions = [local.region]
  }

  depends_on = [time_sleep.apis]
}

# In a bucket without versions a deletion is OBJECT_DELETE; should somebody turn versions on, it is OBJECT_ARCHIVE. The
# function goes by the attributes of a notification, which come with every payload format.
resource "google_storage_notification" "uploads" {
  bucket             = google_storage_bucket.specs.name
  topic              = google_pubsub_topic.uploads.id
  object_name_prefix = try(var.settings["SLIPWAY_SPEC_PREFIX"], "") == "" ? null : var.settings["SLIPWAY_SPEC_PREFIX"]
  event_types        = ["OBJECT_FINALIZE", "OBJECT_DELETE", "OBJECT_ARCHIVE"]
  payload_format     = "NONE"

  depends_on = [
    google_pubsub_subscription.push,
    time_sleep.grants,
  ]
}

# For automation: specs in messages. It keeps them for a week, so that a seek delivers them again, whatever
# became of them: a message keeps its ID then, and an ending is kept longer than this, so that what was launched already
# is not launched again.
resource "google_pubsub_topic" "automation" {
  name                       = "${var.name}-automation"
  message_retention_duration = "604800s"
  kms_key_name               = var.kms_key
  labels                     = var.labels

  message_storage_policy {
    allowed_persistence_regions = [local.region]
  }

  depends_on = [time_sleep.apis]
}

# Tells of every change of a status, so that automation need not ask: the attributes name the object, the
# data is its metadata, with the submission's id and state.
resource "google_pubsub_topic" "outcomes" {
  name         = "${var.name}-outcomes"
  kms_key_name = var.kms_key
  labels       = var.labels

  message_storage_policy {
    allowed_persistence_regions = [local.region]
  }

  depends_on = [time_sleep.apis]
}

resource "google_storage_notification" "outcomes" {
  bucket             = google_storage_bucket.state.name
  topic              = google_pubsub_topic.outcomes.id
  object_name_prefix = "status/"
  event_types        = ["OBJECT_FINALIZE"]
  payload_format     = "JSON_API_V1"
  depends_on         = [time_sleep.grants]
}

# Uploads are told to the launcher in any case; this is for others who listen to that topic.
resource "google_storage_notification" "specs" {
  count              = var.notification_prefix == null ? 0 : 1
  bucket             = google_storage_bucket.specs.name
  topic              = google_pubsub_topic.automation.id
  object_name_prefix = var.notification_prefix == "" ? null : var.notification_prefix
  event_types        = ["OBJECT_FINALIZE", "OBJECT_DELETE", "OBJECT_ARCHIVE"]
  payload_format     = "NONE"
  depends_on         = [time_sleep.grants]
}

# Apart from specs, so that nobody who may publish those makes Slipway work for nothing, and a seek brings back no ticks.
resource "google_pubsub_topic" "ticks" {
  name         = "${var.name}-ticks"
  kms_key_name = var.kms_key
  labels       = var.labels

  message_storage_policy {
    allowed_persistence_regions = [local.region]
  }

  depends_on = [time_sleep.apis]
}

# Where Pub/Sub puts what it has delivered in vain.
resource "google_pubsub_topic" "dead_letters" {
  name         = "${var.name}-dead-letters"
  kms_key_name = var.kms_key
  labels       = var.labels

  message_storage_policy {
    allowed_persistence_regions = [local.region]
  }

  depends_on = [time_sleep.apis]
}

# The clock. Everything that is left to do is done by the next tick, so a lost one is no loss and a late
# one is not worth a try: the function leaves those of more than two minutes ago unread.
resource "google_cloud_scheduler_job" "tick" {
  name        = "${var.name}-tick"
  region      = local.region
  description = "Slipway looks at its queue, follows its jobs and sweeps for specs that no event announced."
  schedule    = "* * * * *"
  time_zone   = "Etc/UTC"

  pubsub_target {
    topic_name = google_pubsub_topic.ticks.id
    attributes = { slipway = "tick" }
  }

  retry_config {
    retry_count = 0
  }

  depends_on = [time_sleep.apis]
}
