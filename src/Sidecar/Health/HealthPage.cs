using System.Net;

namespace PhiLens.Sidecar.Health;

/// <summary>One answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The type of the text.</param>
/// <param name="Text">The body.</param>
internal sealed record HealthPage(HttpStatusCode Status, string ContentType, string Text)
{
    /// <summary>An answer in plain text.</summary>
    /// <param name="status">The status.</param>
    /// <param name="text">The body.</param>
    public static HealthPage Plain(HttpStatusCode status, string text) =>
        new(status, "text/plain; charset=utf-8", text);
}
