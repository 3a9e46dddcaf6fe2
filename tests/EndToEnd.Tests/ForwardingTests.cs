using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class ForwardingTests
{
    private const string SharedKey = "a-key-for-tests";

    [Theory]
    [InlineData("")]
    [InlineData("/ecs/clinic")]
    public async Task Lines_go_from_one_sidecar_through_another_and_arrive_once(string besideGroup)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar behind = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", $"tcp:127.0.0.1:{port}"),
            ("PHILENS_SOURCES__FORWARDSHAREDKEY", SharedKey),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}/{stream}"));
        await using Sidecar front = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FIFO", "{streams}/app.stdout"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", besideGroup),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/beside"),
            ("PHILENS_FORWARD__TO", $"tcp:127.0.0.1:{port}"),
            ("PHILENS_FORWARD__SHAREDKEY", SharedKey),
            ("PHILENS_FORWARD__TAG", "{container}-chain"),
            ("PHILENS_FORWARD__COMPRESSION", "gzip"),
            ("PHILENS_HEALTH__LISTEN", $"127.0.0.1:{FreePort.Next()}"));
        string[] lines = [.. Enumerable.Range(1, 5000).Select(i => $"line {i} \"é\"")];
        await using (StreamWriter app = front.OpenFifo("app.stdout"))
        {
            await app.WriteAsync(string.Concat(lines.Select(l => l + "\n")));
        }

        (int frontExit, SidecarLedger sent) = await front.StopAsync();
        (int behindExit, SidecarLedger received) = await behind.StopAsync();

        Assert.Equal((0, 5000, 5000), (frontExit, sent.Received, sent.Delivered));
        Assert.Equal((0, 5000, 5000), (behindExit, received.Received, received.Delivered));
        Assert.Equal(lines, (await aws.MessagesAsync("app-chain/stdout")).ConvertAll(Log));
        Assert.Equal(besideGroup.Length > 0 ? lines : [], await aws.MessagesAsync("app/beside"));
        Assert.DoesNotContain(front.Output, l => l.Contains(SharedKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forward_records_keep_their_tag_and_their_fields()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar behind = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/behind.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{stream}"));
        await using Sidecar front = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/front.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/direct-{stream}"),
            ("PHILENS_FORWARD__TO", $"unix:{behind.PathOf("behind.sock")}"),
            ("PHILENS_HEALTH__LISTEN", $"127.0.0.1:{FreePort.Next()}"));
        await using (System.Net.Sockets.NetworkStream docker = front.Connect("front.sock"))
        {
            await docker.WriteAsync(DockerRecording.Read());
        }

        (int frontExit, SidecarLedger sent) = await front.StopAsync();
        (int behindExit, SidecarLedger received) = await behind.StopAsync();

        Assert.Equal((0, 512, 512), (frontExit, sent.Received, sent.Delivered));
        Assert.Equal((0, 512, 512), (behindExit, received.Received, received.Delivered));
        foreach (string stream in (string[])["stdout", "stderr"])
        {
            List<string> direct = await aws.MessagesAsync($"api/direct-{stream}");
            Assert.NotEmpty(direct);
            Assert.Equal(direct, await aws.MessagesAsync($"api/{stream}"));
        }
    }

    private static string Log(string message)
    {
        using JsonDocument record = JsonDocument.Parse(message);
        Assert.Equal("app", record.RootElement.GetProperty("container_name").GetString());
        return record.RootElement.GetProperty("log").GetString()!;
    }
}
