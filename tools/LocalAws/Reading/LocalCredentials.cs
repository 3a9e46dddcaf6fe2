namespace PhiLens.LocalAws.Reading;

/// <summary>The access key that every local server knows.</summary>
internal static class LocalCredentials
{
    public const string Id = "local";

    public const string Secret = "local";
}
