namespace PhiLens.Sidecar;

/// <summary>The exit codes of every command.</summary>
internal enum ExitCode
{
    /// <summary>Done, and everything was delivered.</summary>
    Ok = 0,

    /// <summary>An unexpected failure, or the answer "no" of a command that asks.</summary>
    Failure = 1,

    /// <summary>The configuration or the command line was refused.</summary>
    Refused = 2,

    /// <summary>Stopped with records lost or undelivered.</summary>
    Lost = 3,
}
