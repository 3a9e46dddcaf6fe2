namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>What the stub does with a request.</summary>
internal sealed record StubAnswer(int Status, string Body, string ExtraHeaders = "")
{
    /// <summary>Closes the connection instead of answering.</summary>
    public bool Hangup { get; init; }

    /// <summary>Never answers; the connection stays open until the stub is disposed.</summary>
    public bool Silent { get; init; }

    /// <summary>Announces more bytes than it sends, and closes.</summary>
    public bool Cut { get; init; }

    public static StubAnswer Ok { get; } = new(200, "{}");

    public static StubAnswer Error(string code, int status = 400) =>
        new(status, $$"""{"__type":"{{code}}","message":"secret words of the service"}""");
}
