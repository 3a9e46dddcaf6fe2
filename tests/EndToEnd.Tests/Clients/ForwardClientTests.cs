using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Clients;

/// <summary>Clients of the Forward protocol that nobody here wrote deliver to the published executable.</summary>
[Trait("Needs", "forward-clients")]
public sealed class ForwardClientTests
{
    private const string SharedKey = "a-key-for-tests";
    private const string Python = "fluent-logger.py";
    private const string Logger = "fluent-logger.js";
    private const string Org = "fluent-org.js";

    private static readonly string[] Lines =
    [
        "plain", "", "quotes \" and \\", "é 患者 🩺", "tab\tand\0nul", new string('x', 100_000),
        .. Enumerable.Range(0, 40).Select(i => $"line {i}"),
    ];

    [Theory]
    [InlineData(Python, "Seconds", "unix", false)]
    [InlineData(Python, "Nanoseconds", "unix", false)]
    [InlineData(Python, "Nanoseconds", "tcp", false)]
    [InlineData(Logger, "Message", "unix", false)]
    [InlineData(Logger, "Message", "tcp+key", true)]
    [InlineData(Logger, "PackedForward", "tcp", true)]
    [InlineData(Logger, "PackedForward", "tcp+key", true)]
    [InlineData(Logger, "CompressedPackedForward", "tls+key", true)]
    [InlineData(Org, "Message", "unix", true)]
    [InlineData(Org, "Message", "tls+key", true)]
    [InlineData(Org, "Forward", "tcp+key", true)]
    [InlineData(Org, "PackedForward", "unix", true)]
    [InlineData(Org, "PackedForward", "tls", true)]
    [InlineData(Org, "CompressedPackedForward", "tcp", true)]
    [InlineData(Org, "CompressedPackedForward", "tls+key", true)]
    public async Task Every_line_arrives_once_and_in_order(string script, string mode, string way, bool ack)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var certificates = new TestCertificates();
        (string Name, string Value)[] settings = Settings(way, certificates, out int port);
        await using Sidecar sidecar = await Sidecar.StartAsync(aws, settings);

        await using (RunningProcess client = Start(script, sidecar, Job(mode, way, port, certificates, ack)))
        {
            await client.LineAsync($"acknowledged {Lines.Length}");
            if (ack)
            {
                Assert.Equal(Lines, await LogsAsync(aws));
            }

            Assert.Equal(0, await client.ExitAsync());
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, Lines.Length, Lines.Length), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(Lines, await LogsAsync(aws));
    }

    [Theory]
    [InlineData(Logger)]
    [InlineData(Org)]
    public async Task Nothing_is_acknowledged_while_the_destination_stands_still(string script)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var certificates = new TestCertificates();
        await using Sidecar sidecar = await Sidecar.StartAsync(aws, Settings("tcp", certificates, out int port));
        aws.Stop();
        await using RunningProcess client =
            Start(script, sidecar, Job("PackedForward", "tcp", port, certificates, ack: true));
        await sidecar.WaitForMetricAsync(
            "philens_records_total{outcome=\"received\",reason=\"\"}", received => received == Lines.Length);
        await sidecar.WaitForMetricAsync("philens_memory_used_bytes", used => used > 0);

        Assert.DoesNotContain(client.Output, l => l.StartsWith("acknowledged", StringComparison.Ordinal));
        aws.Continue();
        await client.LineAsync($"acknowledged {Lines.Length}");
        Assert.Equal(Lines, await LogsAsync(aws));
    }

    [Theory]
    [InlineData(Logger, "tcp+key")]
    [InlineData(Logger, "tls+key")]
    [InlineData(Org, "tcp+key")]
    [InlineData(Org, "tls+key")]
    public async Task Who_does_not_know_the_shared_key_is_refused(string script, string way)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var certificates = new TestCertificates();
        await using Sidecar sidecar = await Sidecar.StartAsync(aws, Settings(way, certificates, out int port));
        ClientJob job = Job("Message", way, port, certificates, ack: true) with { SharedKey = "a-wrong-key" };
        await using (RunningProcess client = Start(script, sidecar, job))
        {
            await client.LineAsync("refused");
        }

        await sidecar.WaitForMetricAsync(
            "philens_connections_refused_total{reason=\"shared_key\"}", refused => refused == 1);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 0), (exitCode, ledger.Received));
    }

    private static (string Name, string Value)[] Settings(string way, TestCertificates certificates, out int port)
    {
        port = FreePort.Next();
        string address = way == "unix" ? "unix:{streams}/fluent.sock" : $"{way[..3]}:127.0.0.1:{port}";
        return
        [
            ("PHILENS_SOURCES__FORWARD", address),
            ("PHILENS_SOURCES__FORWARDSHAREDKEY", IsKeyed(way) ? SharedKey : ""),
            ("PHILENS_SOURCES__FORWARDCERTFILE", IsTls(way) ? certificates.ServerCertificate : ""),
            ("PHILENS_SOURCES__FORWARDKEYFILE", IsTls(way) ? certificates.ServerKey : ""),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"),
        ];
    }

    private static ClientJob Job(string mode, string way, int port, TestCertificates certificates, bool ack) => new()
    {
        Mode = mode,
        Path = way == "unix" ? "fluent.sock" : null,
        Port = port,
        Ca = IsTls(way) ? certificates.Root : null,
        SharedKey = IsKeyed(way) ? SharedKey : null,
        Ack = ack,
        Lines = Lines,
    };

    private static bool IsKeyed(string way) => way.EndsWith("+key", StringComparison.Ordinal);

    private static bool IsTls(string way) => way.StartsWith("tls", StringComparison.Ordinal);

    private static RunningProcess Start(string script, Sidecar sidecar, ClientJob job)
    {
        string file = sidecar.PathOf("job.json");
        File.WriteAllText(
            file, JsonSerializer.Serialize(job with { Path = job.Path is { } path ? sidecar.PathOf(path) : null }));
        string folder = Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "Clients");
        string program = script == Python ? "/usr/bin/python3" : "node";
        return RunningProcess.Start(program, [Path.Combine(folder, script), file], new Dictionary<string, string>());
    }

    private static async Task<List<string>> LogsAsync(LocalAws aws) => (await aws.MessagesAsync("client")).ConvertAll(
        message => JsonDocument.Parse(message).RootElement.GetProperty("log").GetString()!);
}
