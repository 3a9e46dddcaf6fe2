namespace PhiLens.LocalAws.Protocol;

/// <summary>What a request's <c>X-Amz-Target</c> asks for.</summary>
/// <param name="Service">The service, by the name in the scope of its signatures.</param>
/// <param name="Operation">The operation's bare name; empty when the target names no service that is served.</param>
internal readonly record struct RequestTarget(string Service, string Operation)
{
    /// <summary>CloudWatch Logs.</summary>
    public const string LogsService = "logs";

    /// <summary>The Key Management Service.</summary>
    public const string KmsService = "kms";

    // The version prefixes of the two services' JSON protocols.
    private const string LogsPrefix = "Logs_20140328.";
    private const string KmsPrefix = "TrentService.";

    /// <summary>Reads the header. A target of another form is a request to CloudWatch Logs for nothing.</summary>
    public static RequestTarget Parse(string? target) => target switch
    {
        _ when target?.StartsWith(KmsPrefix, StringComparison.Ordinal) == true =>
            new RequestTarget(KmsService, target[KmsPrefix.Length..]),
        _ when target?.StartsWith(LogsPrefix, StringComparison.Ordinal) == true =>
            new RequestTarget(LogsService, target[LogsPrefix.Length..]),
        _ => new RequestTarget(LogsService, ""),
    };
}
