using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>The ECS agent's file runs unchanged: what it says is read, edited, named and shipped.</summary>
public sealed class FireLensTests
{
    private const string TaskArn =
        "arn:aws:ecs:us-east-1:111122223333:task/clinic-prod/0123456789abcdef0123456789abcdef";

    // The names are the file's: the stand-in's usual group would win over them.
    private const string Filters = """
        [FILTER]
            Name multiline
            Match api-*
            multiline.key_content log
            multiline.parser java
        @INCLUDE /fluent-bit/configs/parse-json.conf
        [FILTER]
            Name modify
            Match *
            Rename ecs_cluster cluster
        [FILTER]
            Name record_modifier
            Match *
            Remove_key ECS_TASK_ARN

        """;

    private static readonly (string, string)[] FileNames = [AgentFile.Setting, ("PHILENS_CLOUDWATCH__LOGGROUP", "")];

    [Fact]
    public async Task An_awsvpc_file_ships_each_container_where_its_output_says()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        var file = new AgentFile("firelens-awsvpc.conf");
        await using Sidecar sidecar = await Sidecar.StartAsync(aws, file.WriteTo, FileNames);
        await ProbeAsync(file.ProbePort);
        await using (NetworkStream docker = sidecar.Connect("fluent.sock"))
        {
            await docker.WriteAsync(DockerRecording.Read());
            await docker.WriteAsync(Message(DockerRecording.Tag, "10.0.0.7 \"GET /healthz HTTP/1.1\" 200"));
        }

        await sidecar.WaitForMetricAsync("philens_fragments_total", fragments => fragments > 0);
        string metrics = await sidecar.MetricsAsync();

        using (var worker = new TcpClient("127.0.0.1", file.Port))
        {
            await worker.GetStream().WriteAsync(Message("worker-firelens-1", "done"));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        // The empty line is left out, because with log_key there is nothing to send, and so is what the file excludes.
        Assert.Equal((0, 514, 512, 2), (exitCode, ledger.Received, ledger.Delivered, ledger.Filtered));
        List<string> lines = await aws.MessagesAsync($"api-{DockerRecording.Tag}");
        Assert.Equal(511, lines.Count);
        Assert.Contains("plain line one", lines);
        Assert.DoesNotContain(lines, l => l.Contains("healthz", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => $"burst {i}"),
            lines.Where(l => l.StartsWith("burst ", StringComparison.Ordinal)));

        string told = string.Join('\n', sidecar.Output) + metrics;
        Assert.All(
            ["maria.garcia", "123-45-6789", "MRN0012345"],
            phi => Assert.DoesNotContain(phi, told, StringComparison.Ordinal));

        string host = Dns.GetHostName();
        JsonElement record = Json(Assert.Single(await aws.MessagesAsync($"worker/{host}", "/ecs/clinic-worker")));
        Assert.Equal(
            ["log", "ecs_cluster", "ecs_task_arn", "ecs_task_definition"],
            record.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("done", TaskArn), (Text(record, "log"), Text(record, "ecs_task_arn")));
    }

    [Fact]
    public async Task A_bridge_file_with_an_external_file_and_a_secret_ships_whole_records_and_answers_health_checks()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int http = FreePort.Next();
        var file = new AgentFile("firelens-bridge.conf");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            folder =>
            {
                file.WriteTo(folder);
                File.WriteAllText(Path.Combine(folder.FullName, "external.conf"), Service(http) + Filters);
            },
            [
                .. FileNames,
                ("log_group_name_0", "/ecs/from-a-secret"),

                // The file does not say auto_create_group, which is off then; a setting wins.
                ("PHILENS_CLOUDWATCH__CREATEGROUP", "true"),
            ]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        using var tcp = new TcpClient("127.0.0.1", file.Port);
        foreach (string line in new[]
        {
            "hello",
            "ERROR no chart",
            "java.lang.IllegalStateException: x",
            "\tat A.b(C.java)",
            "{\"audit\":{\"n\":7}}",
        })
        {
            await tcp.GetStream().WriteAsync(Message("api-firelens-1", line));
        }

        await tcp.GetStream().WriteAsync(Message("stray", "nobody takes this"));
        tcp.Close();

        Assert.Equal("ok\n", await client.GetStringAsync(new Uri("/api/v1/health", UriKind.Relative)));
        Assert.Contains(
            "\"uptime_sec\":", await client.GetStringAsync(new Uri("/api/v1/uptime", UriKind.Relative)),
            StringComparison.Ordinal);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 4, 2, 2), (exitCode, ledger.Received, ledger.Delivered, ledger.Filtered));
        List<string> messages = await aws.MessagesAsync("api-api-firelens-1", "/ecs/from-a-secret");
        JsonElement trace = Json(messages[0]);
        Assert.Equal(
            ["log", "ec2_instance_id", "cluster", "ecs_task_definition"],
            trace.EnumerateObject().Select(p => p.Name));
        Assert.Equal("ERROR no chart\njava.lang.IllegalStateException: x\n\tat A.b(C.java)", Text(trace, "log"));
        JsonElement parsed = Json(Assert.Single(messages.Skip(1)));
        Assert.Equal(
            ["audit", "ec2_instance_id", "cluster", "ecs_task_definition"],
            parsed.EnumerateObject().Select(p => p.Name));
        Assert.Equal(7, parsed.GetProperty("audit").GetProperty("n").GetInt32());
        Assert.Single(sidecar.Output, l => l.Contains("matches the tag stray", StringComparison.Ordinal));
        Assert.Single(sidecar.Output, l => l.Contains("means nothing here: Flush", StringComparison.Ordinal));
        Assert.DoesNotContain(sidecar.Output, l => l.Contains("nobody takes this", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_are_read_beside_the_file_and_a_group_of_the_settings_holds_for_both()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        var file = new AgentFile("firelens-awsvpc.conf");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            file.WriteTo,
            AgentFile.Setting,
            ("PHILENS_SOURCES__FIFO", "{streams}/batch.stdout"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/all"));
        await using (StreamWriter pipe = sidecar.OpenFifo("batch.stdout"))
        {
            await pipe.WriteLineAsync("a line");
        }

        await using (NetworkStream docker = sidecar.Connect("fluent.sock"))
        {
            await docker.WriteAsync(Message("api-firelens-1", "a record"));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 2), (exitCode, ledger.Delivered));
        Assert.Equal(["a line"], await aws.MessagesAsync($"batch/{Dns.GetHostName()}", "/ecs/all"));
        Assert.Equal(["a record"], await aws.MessagesAsync("api-api-firelens-1", "/ecs/all"));
    }

    [Fact]
    public async Task Docker_is_let_in_before_the_tasks_metadata_is_known()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var file = new AgentFile("firelens-awsvpc.conf");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            file.WriteTo,
            [.. FileNames, ("ECS_CONTAINER_METADATA_URI_V4", $"http://{silent.LocalEndpoint}/v4/x")]);

        // Whoever asks for the metadata is never answered, and Docker does not notice.
        using TcpClient asking = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using (NetworkStream docker = sidecar.Connect("fluent.sock"))
        {
            await docker.WriteAsync(Message("api-firelens-1", "early"));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 1), (exitCode, ledger.Delivered));
        Assert.Equal(["early"], await aws.MessagesAsync("api-api-firelens-1"));
    }

    [Fact]
    public async Task Health_is_asked_without_a_shell()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        string health = $"127.0.0.1:{FreePort.Next()}";
        Dictionary<string, string> environment = new() { ["PHILENS_HEALTH__LISTEN"] = health };

        Assert.Equal(1, await AskAsync(environment, "live"));
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"), ("PHILENS_HEALTH__LISTEN", health));
        Assert.Equal(0, await AskAsync(environment, "live"));
        Assert.Equal(0, await AskAsync(environment));
        Assert.Equal(0, await AskAsync(environment, "delivering"));
        await sidecar.StopAsync();
    }

    [Theory]
    [InlineData("firelens-host.conf", "fluent-bit.conf:8 [OUTPUT] names the output kinesis_firehose")]
    [InlineData("firelens-fluentd.conf", "fluent-bit.conf:2 <source> is Fluentd's syntax")]
    public async Task What_cannot_be_done_is_refused_by_file_line_and_section(string name, string expected)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("philens-test-");
        try
        {
            new AgentFile(name).WriteTo(folder);
            await using RunningProcess process = RunningProcess.Start(
                Repository.Philens,
                ["run"],
                new Dictionary<string, string> { ["PHILENS_FIRELENS__CONFIG"] = $"{folder.FullName}/fluent-bit.conf" });

            Assert.Equal(2, await process.ExitAsync());
            Assert.StartsWith($"{folder.FullName}/{expected}", process.Errors, StringComparison.Ordinal);
            Assert.Empty(process.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> AskAsync(Dictionary<string, string> environment, params string[] question)
    {
        await using RunningProcess process =
            RunningProcess.Start(Repository.Philens, ["healthcheck", .. question], environment);
        return await process.ExitAsync();
    }

    private static string Service(int port) => $"""
        [SERVICE]
            Flush 1
            HTTP_Server On
            HTTP_Listen 127.0.0.1
            HTTP_Port {port}
            Health_Check On

        """;

    /// <summary>What the agent's documented health check does: echo a line into the port.</summary>
    private static async Task ProbeAsync(int port)
    {
        using var probe = new TcpClient("127.0.0.1", port);
        NetworkStream stream = probe.GetStream();
        await stream.WriteAsync("{\"health\": \"check\"}\n"u8.ToArray());
        probe.Client.Shutdown(SocketShutdown.Send);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await stream.ReadAsync(new byte[1], deadline.Token));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string? Text(JsonElement record, string key) => record.GetProperty(key).GetString();

    private static byte[] Message(string tag, string log)
    {
        string now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString("x8", CultureInfo.InvariantCulture);
        byte[] tagBytes = Encoding.UTF8.GetBytes(tag);
        byte[] logBytes = Encoding.UTF8.GetBytes(log);
        return
        [
            0x93, 0xD9, (byte)tagBytes.Length, .. tagBytes,
            0xCE, .. Convert.FromHexString(now),
            0x81, 0xA3, .. "log"u8, 0xD9, (byte)logBytes.Length, .. logBytes,
        ];
    }
}
