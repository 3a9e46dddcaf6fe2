using System.Globalization;
using System.Net;
using PhiLens.Sidecar.Commands;

namespace PhiLens.Sidecar.Health;

/// <summary>
/// The pages that Fluent Bit's <c>HTTP_Server</c> has and that documented health checks ask for: <c>/</c>,
/// <c>/api/v1/uptime</c> and, with <c>Health_Check</c>, <c>/api/v1/health</c>. Its metrics are not handled: PhiLens'
/// own are at <c>/metrics</c> of <c>HEALTH__LISTEN</c>.
/// </summary>
/// <param name="uptime">Tells how long the process runs.</param>
/// <param name="isHealthy">Tells whether records arrive; null leaves <c>/api/v1/health</c> out.</param>
internal sealed class FluentBitPages(Func<TimeSpan> uptime, Func<bool>? isHealthy)
{
    private const string JsonType = "application/json";

    /// <summary>The page of a path, or null when there is none. A slash at its end changes nothing.</summary>
    /// <param name="path">The path.</param>
    public HealthPage? Find(string path) => path.TrimEnd('/') switch
    {
        "" => Json($$$"""{"fluent-bit":{"version":"{{{BuildFacts.Version}}}","edition":"PhiLens","flags":[]}}"""),
        "/api/v1/uptime" => Json(Uptime(uptime())),
        "/api/v1/health" when isHealthy is not null => isHealthy()
            ? HealthPage.Plain(HttpStatusCode.OK, "ok\n")
            : HealthPage.Plain(HttpStatusCode.InternalServerError, "error\n"),
        _ => null,
    };

    private static HealthPage Json(string text) => new(HttpStatusCode.OK, JsonType, text);

    private static string Uptime(TimeSpan time)
    {
        string words = $"{Count(time.Days, "day")}, {Count(time.Hours, "hour")}, {Count(time.Minutes, "minute")} and "
            + Count(time.Seconds, "second");
        string seconds = ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $$"""{"uptime_sec":{{seconds}},"uptime_hr":"PhiLens has been running:  {{words}}"}""";
    }

    private static string Count(int number, string unit) => $"{number} {unit}{(number > 1 ? "s" : "")}";
}
