# Everything at once, so that whatever is only known after an apply is looked at, too.

# No project is asked, no credentials are needed.
mock_provider "google" {
  source = "./tests/mocks"
}
mock_provider "google-beta" {
  source = "./tests/mocks"
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
    condition     = google_pubsub_subscription.push["uploads"].push_config[0].push_endpoint == google_cloudfunctions2_function.launcher[0].service_config[0].uri
    error_message = "Events are pushed to the address at which Cloud Run takes internal ones."
  }
  assert {
    condition     = strcontains(output.delivery_command, "--filter='pushConfig.oidcToken.serviceAccountEmail=mocked@my-project.iam.gserviceaccount.com'")
    error_message = "The output shows this deployment's subscriptions, and no other's."
  }
}
