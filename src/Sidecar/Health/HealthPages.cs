using System.Net;

namespace PhiLens.Sidecar.Health;

/// <summary>The pages of <c>HEALTH__LISTEN</c>.</summary>
/// <param name="readiness">Whether it is ready.</param>
/// <param name="facts">What the metrics say, and whether records arrive.</param>
internal sealed class HealthPages(Readiness readiness, HealthFacts facts)
{
    /// <summary>The page of a path, or null when there is none.</summary>
    /// <param name="path">The path.</param>
    public HealthPage? Find(string path) => path switch
    {
        "/live" => HealthPage.Plain(HttpStatusCode.OK, "live\n"),
        "/ready" => Answer(readiness.IsReady, "ready\n", "not ready\n"),
        "/delivering" => Answer(facts.IsDelivering(), "delivering\n", "not delivering\n"),
        "/metrics" => new HealthPage(HttpStatusCode.OK, MetricsText.ContentType, MetricsText.Write(facts)),
        _ => null,
    };

    private static HealthPage Answer(bool isSo, string yes, string no) => isSo
        ? HealthPage.Plain(HttpStatusCode.OK, yes)
        : HealthPage.Plain(HttpStatusCode.ServiceUnavailable, no);
}
