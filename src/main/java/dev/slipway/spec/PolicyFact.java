package dev.slipway.spec;

/**
 * Something a job asks for by name besides machines, images and accounts.
 *
 * @param kind what it is
 * @param what its name, and where the spec gives it; empty where the spec leaves out a name that
 *     the kind needs
 */
public record PolicyFact(Kind kind, Located<String> what) {

  /** What a claim is about. Each kind has a rule of its own in a policy. */
  public enum Kind {
    /** The full name of a VPC network or of a network attachment. */
    NETWORK,
    /** The full name of a VPC network in whose zones the job looks up names. */
    DNS_PEERING,
    /** The name of a reserved IP range. */
    IP_RANGE,
    /**
     * A Cloud Storage folder, with a slash at its end, that Vertex AI tells the job to write to.
     */
    OUTPUT,
    /** A Cloud Storage object with a Python package that the job installs and runs. */
    PACKAGE,
    /** {@code SERVER:PATH} of an NFS share. */
    NFS_MOUNT,
    /** {@code ADDRESS:/FILESYSTEM VOLUME} of a Lustre instance. */
    LUSTRE_MOUNT,
    /** The full name of a TensorBoard, an experiment, an experiment run or a model. */
    VERTEX_RESOURCE,
    /** {@code true}: a shell in the job's containers. */
    WEB_ACCESS,
    /** {@code true}: a dashboard of the job's containers. */
    DASHBOARD_ACCESS,
    /** A machine type that may have accelerators, nobody knows how many. */
    UNCOUNTED_MACHINE,
    /** The path of a field that no rule is about and that is not known to be harmless. */
    OTHER_FIELD
  }
}
