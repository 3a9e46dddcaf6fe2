namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>How far a request came: what decides whether the service can have taken it.</summary>
internal enum RequestProgress
{
    /// <summary>Credentials and signature; nothing went to the network.</summary>
    Preparing,

    /// <summary>Waiting for a connection; nothing of the request was written.</summary>
    Connecting,

    /// <summary>The body is being written; its last part was not, so the service cannot have taken it.</summary>
    Sending,

    /// <summary>The body's last part was handed to the connection: the service may have taken it.</summary>
    Sent,
}
