# For runs that apply. What Terraform makes up for a computed string, eight letters, is no member and no account, and the
# provider looks.
mock_resource "google_service_account" {
  defaults = {
    name   = "projects/my-project/serviceAccounts/mocked@my-project.iam.gserviceaccount.com"
    email  = "mocked@my-project.iam.gserviceaccount.com"
    member = "serviceAccount:mocked@my-project.iam.gserviceaccount.com"
  }
}

mock_resource "google_project_service_identity" {
  defaults = { member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }
}

mock_data "google_storage_project_service_account" {
  defaults = { member = "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com" }
}
