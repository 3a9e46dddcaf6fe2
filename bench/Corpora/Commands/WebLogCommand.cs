using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhiLens.Bench.Corpora.Numbers;

namespace PhiLens.Bench.Corpora.Commands;

/// <summary>
/// A small ASP.NET Core application that serves requests to itself and logs through the framework's own console logger:
/// real lines of .NET without PHI.
/// </summary>
public static class WebLogCommand
{
    public const string Usage = "weblog [--requests 300] [--format simple|json|systemd]";

    private static readonly HashSet<string> Named = ["--requests", "--format"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new Options(arguments, Named, new HashSet<string>());
        int requests = options.Number("--requests", 300);
        await using WebApplication application = Build(options.Text("--format") ?? "simple");
        application.MapGet("/ok/{id}", (int id) => Results.Json(new { id, ok = true }));
        application.MapGet("/wait/{ms}", async (int ms) => await Task.Delay(Math.Min(ms, 5)));
        application.MapGet("/fail/{id}", (int id) => Fail(id));
        await application.StartAsync();
        try
        {
            await AskAsync(new Uri(AddressOf(application)), requests);
        }
        finally
        {
            await application.StopAsync();
        }

        return 0;
    }

    private static WebApplication Build(string format)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        _ = format switch
        {
            "json" => builder.Logging.AddJsonConsole(o => o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffK "),
            "systemd" => builder.Logging.AddSystemdConsole(),
            "simple" => builder.Logging.AddSimpleConsole(o => o.TimestampFormat = "yyyy-MM-dd HH:mm:ss "),
            _ => throw new UsageException($"no such format: {format}"),
        };
        builder.Services.AddHttpClient();
        builder.Configuration["urls"] = $"http://{IPAddress.Loopback}:0";
        return builder.Build();
    }

    private static IResult Fail(int id) => throw new InvalidOperationException($"made to fail: {id % 7}");

    private static string AddressOf(WebApplication application) => application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static async Task AskAsync(Uri address, int requests)
    {
        var dice = new Dice(1);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var client = new HttpClient { BaseAddress = address };
        for (int i = 0; i < requests; i++)
        {
            string path = dice.Of($"/ok/{dice.Number(9)}", $"/wait/{dice.Between(0, 3)}", $"/fail/{i}",
                $"/none/{dice.Uuid()}");
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), deadline.Token);
        }
    }
}
