locals {
  region = coalesce(var.launcher_location, var.location)

  # Names that Cloud Storage shares with the whole world begin with the project's ID, which is unique. Once a bucket is
  # deleted, anybody may take its name.
  spec_bucket   = "${var.project_id}-${var.name}-specs${var.bucket_suffix}"
  state_bucket  = "${var.project_id}-${var.name}-state${var.bucket_suffix}"
  source_bucket = "${var.project_id}-${var.name}-source${var.bucket_suffix}"

  # Teams that the policy has rules for.
  policy_teams = try(keys(jsondecode(file(coalesce(var.policy_file, "-"))).teams), [])

  # The folders of SLIPWAY_SPEC_PREFIX, below which each team has its own (docs/POLICY.md).
  spec_root = regex("^(?:.*/)?", lookup(var.settings, "SLIPWAY_SPEC_PREFIX", ""))

  # Which variables of function/README.md can be set by var.settings; the others are set below.
  free_settings = [
    "SLIPWAY_CANCEL_ON_DELETE",
    "SLIPWAY_LAUNCHES_PER_MINUTE",
    "SLIPWAY_LAUNCH_GRACE",
    "SLIPWAY_SPEC_PREFIX",
    "SLIPWAY_SPEC_SUFFIXES",
    "SLIPWAY_USAGE_LAG",
    "SLIPWAY_VERTEX_ENDPOINT",
    "SLIPWAY_WAIT_AT_MOST",
    "SLIPWAY_WHEN_FULL",
    "SLIPWAY_WHEN_UNKNOWN",
  ]

  # The clock's topic, and the subscription of that name. Those who may publish specs may not publish ticks.
  ticks_from = join(",", [for kind in ["topics", "subscriptions"] : "projects/${var.project_id}/${kind}/${var.name}-ticks"])

  environment = merge(
    var.settings,
    {
      SLIPWAY_PROJECT      = var.project_id
      SLIPWAY_LOCATION     = var.location
      SLIPWAY_SPEC_BUCKET  = local.spec_bucket
      SLIPWAY_STATE_BUCKET = local.state_bucket
      SLIPWAY_TAKE_AT_MOST = "P${var.take_at_most_days}D"
      SLIPWAY_TICKS_FROM   = local.ticks_from
      JAVA_TOOL_OPTIONS    = local.jvm_options
    },
    var.persistent_resource == null ? {} : { SLIPWAY_PERSISTENT_RESOURCE = var.persistent_resource },
    # By the address that holds the policy's hash: another policy is another revision of the service.
    var.policy_file == null ? {} : { SLIPWAY_POLICY = "gs://${local.state_bucket}/${one(google_storage_bucket_object.policy[*].name)}" },
    var.without_policy ? { SLIPWAY_POLICY = "none" } : {},
  )

  # For a fast start; the function mostly waits for answers, so that what the second compiler would win
  # later is never paid back. The serial collector has no threads of its own to start. A heap of three
  # fifths leaves room for threads, code and direct buffers, and a process out of memory ends, to be
  # replaced, instead of limping on. It begins at a tenth, and with room for the classes of a launch: else a
  # start in 1 GiB collects garbage 28 times, once in full. docs/PERFORMANCE.md has the measurements.
  jvm_options = join(" ", [
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:MaxRAMPercentage=60",
    "-XX:InitialRAMPercentage=10",
    "-XX:MetaspaceSize=96m",
    "-XX:+ExitOnOutOfMemoryError",
  ])

  # For Google's runtime only: an image has them already where it needs them. SLF4J would say at each start that it
  # has nowhere to log to, which is so on purpose. JDK 25 warns at each start of what protobuf and Netty do
  # (https://openjdk.org/jeps/472 and https://openjdk.org/jeps/498); older ones do not start with such an option.
  function_environment = merge(local.environment, {
    JAVA_TOOL_OPTIONS = join(" ", concat(
      [local.jvm_options, "-Dslf4j.internal.verbosity=ERROR"],
      var.runtime != "java25" ? [] : ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"],
    ))
  })
}
