# Everything at once, so that whatever is only known after an apply is looked at, too.

# No project is asked, no credentials are needed.
# What Terraform makes up for a computed string, eight letters, is no member and no account, and the provider looks.
mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = {
      name   = "projects/my-project/serviceAccounts/mocked@my-project.iam.gserviceaccount.com"
      email  = "mocked@my-project.iam.gserviceaccount.com"
      member = "serviceAccount:mocked@my-project.iam.gserviceaccount.com"
    }
  }
  mock_data "google_storage_project_service_account" {
    defaults = { member = "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com" }
  }
}
mock_provider "google-beta" {
  mock_resource "google_project_service_identity" {
    defaults = { member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }
  }
}
mock_provider "time" {}

variables {
  project_id           = "my-project"
  location             = "us-central1"
  bundle               = "tests/bundle.txt"
  job_service_accounts = ["trainer@my-project.iam.gserviceaccount.com"]
  uploaders            = ["group:ml@example.com"]
  operators            = ["user:ada@example.com"]
  policy_file          = "tests/policy.json"
  notification_prefix  = ""
  status_page          = true
  status_page_viewers  = ["group:ml@example.com"]
  delete_data          = true
  kms_key              = "projects/my-project/locations/us-central1/keyRings/ring/cryptoKeys/key"
  audit_data_access    = true
  publishers           = ["serviceAccount:ci@my-project.iam.gserviceaccount.com"]
}

run "a_function_with_everything" {
  assert {
    condition     = output.spec_bucket == "my-project-slipway-specs" && output.state_bucket == "my-project-slipway-state"
    error_message = "The outputs name the buckets."
  }
  assert {
    condition     = output.status_page_command == "gcloud run services proxy slipway-status --project=my-project --region=us-central1"
    error_message = "The output says how to open the page."
  }
  assert {
    condition     = endswith(output.delivery_command, "gcloud pubsub subscriptions update ${output.automation_subscription} --ack-deadline=600 --expiration-period=never")
    error_message = "The output says how a pass gets the time that it takes."
  }
}
