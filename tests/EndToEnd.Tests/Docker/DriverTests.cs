using System.Globalization;
using System.Net;
using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Docker;

/// <summary>
/// Docker's own log driver, with exactly the options that the ECS agent gives it, writes to the product's own image,
/// which runs as a task definition with tight limits would run it.
/// </summary>
[Collection(WithDocker.Name)]
[Trait("Needs", "docker")]
public sealed class DriverTests(RealDocker docker) : IAsyncLifetime
{
    private const string Task = "0123456789abcdef0123456789abcdef";
    private const int Lines = 100_000;

    private readonly DirectoryInfo _host = Directory.CreateTempSubdirectory("philens-test-");
    private LocalAws _aws = null!;
    private string _router = null!;

    public async ValueTask InitializeAsync()
    {
        _aws = await LocalAws.StartAsync();
        DirectoryInfo config = _host.CreateSubdirectory("config");
        DirectoryInfo socket = _host.CreateSubdirectory("socket");
        new AgentFile("firelens-awsvpc.conf").WriteTo(config, "/var/run");

        // As the agent does since 1.96.0 for a task definition with "user": the socket's folder is that user's.
        await docker.RunAsync(
            "run", "--rm", "--network", "none", "-v", $"{socket.FullName}:/socket", RealDocker.Application,
            "chown", "65532", "/socket");
        _router = await docker.RunAsync(
            [
                "run", "--detach", "--network", "host", "--read-only", "--user", "65532", "--cap-drop", "ALL",
                "--memory", "64m", "--cpus", "0.5",
                "-v", $"{socket.FullName}:/var/run",
                "-v", $"{config.FullName}/fluent-bit.conf:/fluent-bit/etc/fluent-bit.conf",
                "-v", $"{_aws.CaFile}:/ca.pem:ro",
                .. Environment(),
                RealDocker.Product,
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        await docker.RunAsync("rm", "--force", _router);
        await _aws.DisposeAsync();
        _host.Delete(recursive: true);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_at_full_speed_arrive_all_and_in_order()
    {
        await LogAsync(
            "api",
            $"awk 'BEGIN {{ for (i = 1; i <= {Lines}; i++) "
            + "print i, \"visit of a made-up patient, ward 7, took 12 ms\" }'");

        (int exitCode, SidecarLedger ledger) = await StopAsync();

        List<string> messages = await _aws.MessagesAsync($"api-api-firelens-{Task}");
        Assert.Equal((0, Lines, Lines), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(0, ledger.Ambiguous);
        Assert.Equal(
            Enumerable.Range(1, Lines),
            messages.Select(m => int.Parse(m.AsSpan(0, m.IndexOf(' ')), NumberStyles.None, null)));
        Assert.All(messages, m => Assert.EndsWith("took 12 ms", m, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_lines_of_both_outputs_arrive_whole_beside_one_another()
    {
        // 16,384 bytes are one fragment of the driver: less, just so many, and more, with letters of two bytes between.
        int[] lengths = [10, 16_383, 16_384, 16_385, 20_000, 32_768, 100_001];
        await LogAsync(
            "worker",
            $"for l in {string.Join(' ', lengths)}; do x=$(head -c $((l - 3)) /dev/zero | tr '\\0' x); "
            + "printf 'é%s$\\n' \"$x\"; printf 'e%sé\\n' \"$x\" >&2; done; echo");

        (int exitCode, SidecarLedger ledger) = await StopAsync();

        List<JsonElement> records =
            (await _aws.MessagesAsync($"worker/{Dns.GetHostName()}", "/ecs/clinic-worker"))
            .ConvertAll(m => JsonDocument.Parse(m).RootElement);
        int expected = (2 * lengths.Length) + 1;
        Assert.Equal((0, expected, expected), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(
            [.. lengths.Select(l => $"é{new string('x', l - 3)}$"), ""],
            records.Where(r => Text(r, "source") == "stdout").Select(r => Text(r, "log")));
        Assert.Equal(
            lengths.Select(l => $"e{new string('x', l - 3)}é"),
            records.Where(r => Text(r, "source") == "stderr").Select(r => Text(r, "log")));
        Assert.All(records, r => Assert.Equal(64, Text(r, "container_id").Length));
        Assert.All(records, r => Assert.Equal("clinic-prod", Text(r, "ecs_cluster")));
        Assert.DoesNotContain(records, r => r.TryGetProperty("partial_id", out _));
    }

    /// <summary>Runs an application that stays three seconds after its last line, and waits for its end.</summary>
    private async Task LogAsync(string name, string command)
    {
        string container = await docker.RunAsync(
            "run", "--detach", "--network", "none",
            "--log-driver", "fluentd",
            "--log-opt", $"tag={name}-firelens-{Task}",
            "--log-opt", $"fluentd-address=unix://{_host.FullName}/socket/fluent.sock",
            "--log-opt", "fluentd-async=true",
            "--log-opt", "fluentd-sub-second-precision=true",
            RealDocker.Application, "sh", "-c", $"{command}; sleep 3");
        Assert.Equal("0", await docker.RunAsync("wait", container));
        await docker.RunAsync("rm", container);
    }

    /// <summary>Stops the router as the agent does, and reads its last word.</summary>
    private async Task<(int ExitCode, SidecarLedger Ledger)> StopAsync()
    {
        await docker.RunAsync("stop", "--time", "30", _router);
        string output = await docker.RunAsync("logs", _router);
        Assert.Equal("false", await docker.RunAsync("inspect", "--format", "{{.State.OOMKilled}}", _router));
        string exitCode = await docker.RunAsync("inspect", "--format", "{{.State.ExitCode}}", _router);
        return (int.Parse(exitCode, NumberStyles.None, null), SidecarLedger.Parse(output.Split('\n')[^1]));
    }

    /// <summary>The names are the file's, so no group is set here.</summary>
    private IEnumerable<string> Environment() => _aws.Environment
        .Where(v => v.Key != "PHILENS_CLOUDWATCH__LOGGROUP")
        .Append(new("PHILENS_TLS__CAFILE", "/ca.pem"))
        .Append(new("AWS_EC2_METADATA_DISABLED", "true"))
        .SelectMany(v => new[] { "--env", $"{v.Key}={v.Value}" });

    private static string Text(JsonElement record, string key) => record.GetProperty(key).GetString()!;
}
