namespace PhiLens.LocalAws.Signing;

/// <summary>The parts of an HTTP request that a signature covers, as they came over the wire.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path before percent-decoding.</param>
/// <param name="Query">The query without its question mark.</param>
/// <param name="Headers">Every header by lower-case name; repeated ones joined with a comma.</param>
/// <param name="Body">The bytes of the body before any content coding is undone.</param>
internal sealed record SignedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
