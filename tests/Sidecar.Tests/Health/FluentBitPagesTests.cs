using System.Net;
using System.Text.Json;
using PhiLens.Sidecar.Health;

namespace PhiLens.Sidecar.Tests.Health;

public sealed class FluentBitPagesTests
{
    [Theory]
    [InlineData("/api/v1/uptime")]
    [InlineData("/api/v1/uptime/")]
    public void The_uptime_is_told_in_seconds_and_in_words(string path)
    {
        JsonElement uptime = Json(Pages(new TimeSpan(103, 14, 1, 40)).Find(path));

        Assert.Equal(8949700, uptime.GetProperty("uptime_sec").GetInt64());
        Assert.Equal(
            "PhiLens has been running:  103 days, 14 hours, 1 minute and 40 seconds",
            uptime.GetProperty("uptime_hr").GetString());
    }

    [Fact]
    public void The_root_names_a_version() => Assert.NotEmpty(
        Json(Pages().Find("/")).GetProperty("fluent-bit").GetProperty("version").GetString()!);

    [Theory]
    [InlineData(true, HttpStatusCode.OK, "ok\n")]
    [InlineData(false, HttpStatusCode.InternalServerError, "error\n")]
    public void Health_is_whether_records_arrive(bool isHealthy, HttpStatusCode status, string text)
    {
        HealthPage? page = Pages(isHealthy: () => isHealthy).Find("/api/v1/health");

        Assert.Equal((status, text), (page!.Status, page.Text));
    }

    [Fact]
    public void Health_that_the_file_does_not_ask_for_and_anything_else_are_not_there()
    {
        Assert.Null(Pages().Find("/api/v1/health"));
        Assert.Null(Pages().Find("/api/v1/metrics"));
    }

    private static FluentBitPages Pages(TimeSpan uptime = default, Func<bool>? isHealthy = null) =>
        new(() => uptime, isHealthy);

    private static JsonElement Json(HealthPage? page)
    {
        Assert.Equal("application/json", page!.ContentType);
        return JsonDocument.Parse(page.Text).RootElement;
    }
}
