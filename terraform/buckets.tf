# Soft delete (a week, Google's own default, written out so that nobody need know it) rather than
# versioning, on both: it brings back what a person deleted, and costs next to nothing for objects of a
# few kilobytes. Old versions would be no use to Slipway, which compares generations and keeps the text
# of each spec in its record, and in a versioned bucket a deletion is told as "archived" instead.
locals {
  soft_delete_seconds = 7 * 24 * 60 * 60
}

resource "google_storage_bucket" "specs" {
  name                        = local.spec_bucket
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = var.delete_data
  labels                      = var.labels

  soft_delete_policy {
    retention_duration_seconds = local.soft_delete_seconds
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  # No lifecycle rule: to delete a spec is to withdraw it, and with SLIPWAY_CANCEL_ON_DELETE to cancel
  # its job.
  depends_on = [time_sleep.apis]
}

resource "google_storage_bucket" "state" {
  name                        = local.state_bucket
  location                    = local.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = var.delete_data
  labels                      = var.labels

  soft_delete_policy {
    retention_duration_seconds = local.soft_delete_seconds
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  # Nothing deletes queue/ and what Slipway keeps in control/ by age. An ending is written once, after the upload it
  # belongs to, so that what is older than keep_days belongs to an upload older than take_at_most_days,
  # which nobody takes any more. A status goes by its last change.
  dynamic "lifecycle_rule" {
    for_each = ["done/", "status/"]
    content {
      condition {
        age            = var.keep_days
        matches_prefix = [lifecycle_rule.value]
      }
      action {
        type = "Delete"
      }
    }
  }

  # A lease runs for a minute and is rewritten while it is used; a request to cancel is deleted when it was acted on,
  # and a count of attempts when the spec has been read. What is left here is about resources that nobody names any
  # more, submissions that never were, and specs that were given up.
  dynamic "lifecycle_rule" {
    for_each = ["leases/", "control/cancel/", "attempts/"]
    content {
      condition {
        age            = 30
        matches_prefix = [lifecycle_rule.value]
      }
      action {
        type = "Delete"
      }
    }
  }

  # Anybody who may publish can make them, of 64 kB each. Versions before this one kept them whole, and where
  # uploaders read them.
  dynamic "lifecycle_rule" {
    for_each = { "unreadable/" = 7, "status/_unreadable/" = 1 }
    content {
      condition {
        age            = lifecycle_rule.value
        matches_prefix = [lifecycle_rule.key]
      }
      action {
        type = "Delete"
      }
    }
  }

  depends_on = [time_sleep.apis]
}

# What was uploaded before the first apply is not swept for: Slipway is not let loose on a bucket full of
# old specs. Later applies leave it alone.
resource "google_storage_bucket_object" "since" {
  bucket          = google_storage_bucket.state.name
  name            = "control/since"
  content         = plantimestamp()
  content_type    = "text/plain"
  deletion_policy = "ABANDON"

  lifecycle {
    # From the first apply on it is the operator's. The provider compares the bucket's content by this hash, too, and
    # would put its own time back: what was uploaded between both times would be launched.
    ignore_changes = [content, detect_md5hash]
  }
}

# Outside the prefixes that the launcher may write: it cannot change its own policy.
resource "google_storage_bucket_object" "policy" {
  count        = var.policy_file == null ? 0 : 1
  bucket       = google_storage_bucket.state.name
  name         = "policy/${filesha256(var.policy_file)}.json"
  source       = var.policy_file
  content_type = "application/json"

  lifecycle {
    # The revision that still runs reads the old one.
    create_before_destroy = true
  }
}

# Its objects stay when it is destroyed; it only carries who may read below it (identity.tf).
resource "google_storage_managed_folder" "status" {
  bucket        = google_storage_bucket.state.name
  name          = "status/"
  force_destroy = true
}
