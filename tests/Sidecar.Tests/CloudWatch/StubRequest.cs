namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>A request as it came over the wire.</summary>
internal sealed record StubRequest(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Operation => Headers["X-Amz-Target"].Split('.')[1];

    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
