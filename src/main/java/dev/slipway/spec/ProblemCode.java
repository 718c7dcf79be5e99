package dev.slipway.spec;

/**
 * Every kind of thing Slipway has to say about a submission. The wording and the advice for each
 * stand in one place, in package {@code report}.
 */
public enum ProblemCode {
  // The document.
  SPEC_TOO_LARGE,
  SPEC_TOO_DEEP,
  NOT_UTF8,
  NOT_JSON,
  NOT_AN_OBJECT,
  BROKEN_TEXT,
  DUPLICATE_FIELD,
  FIELD_IN_BOTH_SPELLINGS,
  UNKNOWN_FIELD,
  WRONG_TYPE,
  NULL_IN_LIST,
  UNKNOWN_VALUE,
  NOT_A_WHOLE_NUMBER,
  OUT_OF_RANGE,
  NOT_A_DURATION,
  NOT_A_TIMESTAMP,
  ONE_OF_CONFLICT,
  OUTPUT_ONLY_FIELD,

  // What is asked for.
  REQUIRED_FIELD,
  DISPLAY_NAME_TOO_LONG,
  REPLICA_COUNT_NEGATIVE,
  RESERVED_LABEL,
  BAD_PRIORITY,
  RESOURCE_NOT_NAMED,
  BAD_RESOURCE_ID,
  REQUIREMENTS_TOO_LONG,

  // What the persistent resource offers.
  RESOURCE_NOT_FOUND,
  POOL_MISMATCH,
  NO_POOLS,
  EXCEEDS_CAPACITY,
  NETWORK_MISMATCH,
  KMS_KEY_MISMATCH,
  SERVICE_ACCOUNT_ENFORCED,

  // Why it waits.
  POOL_FULL,
  POOL_RESERVED,
  RESOURCE_NOT_READY,
  RESOURCE_NEEDS_ATTENTION,
  PACED,
  BACKING_OFF,

  // What Vertex AI said.
  REFUSED_BY_VERTEX_AI,
  NOT_ALLOWED_BY_VERTEX_AI,
  LAUNCH_UNCONFIRMED,
  HELD_FOR_A_PERSON,
  JOB_FAILED,
  JOB_GONE,
  SURPLUS_JOB_CANCELLED,

  // How it ended without a job.
  SUPERSEDED,
  SPEC_GONE,
  UPLOADED_TOO_LONG_AGO,

  // What went wrong in Slipway.
  RECORD_SET_ASIDE
}
