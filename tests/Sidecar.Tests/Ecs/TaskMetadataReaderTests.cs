using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Sidecar.Ecs;

namespace PhiLens.Sidecar.Tests.Ecs;

public sealed class TaskMetadataReaderTests : IDisposable
{
    private const string Task1 =
        """
        {"Cluster":"arn:aws:ecs:eu-central-1:1:cluster/prod","Family":"web","Revision":"7",
         "TaskARN":"arn:aws:ecs:eu-central-1:1:task/prod/0123abcd","Containers":[{"Family":"not me"}]}
        """;

    private static readonly TaskMetadata Outside = new("host", "local", "local", "local", "host");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _asked;

    public TaskMetadataReaderTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(Task1, "prod")]
    [InlineData("""{"Cluster":"default","Family":"web","Revision":"7","TaskARN":"a/b/0123abcd"}""", "default")]
    public async Task Reads_the_names_of_the_task(string document, string cluster)
    {
        Task serving = ServeAsync((200, document));

        TaskMetadata task = await ReadAsync();
        Assert.Equal(new TaskMetadata("0123abcd", cluster, "web", "7", "host"), task with { TaskArn = null });
        Assert.EndsWith("/0123abcd", task.TaskArn, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task Asks_again_when_the_endpoint_is_busy()
    {
        Task serving = ServeAsync((429, "busy"), (200, "not json"), (200, Task1));

        Assert.Equal("0123abcd", (await ReadAsync()).TaskId);
        await serving;
    }

    [Fact]
    public async Task Names_that_are_missing_have_their_values_of_outside()
    {
        Task serving = ServeAsync((200, """{"TaskARN":7,"Cluster":"x/","Family":"web"}"""));

        Assert.Equal(Outside with { Family = "web" }, await ReadAsync());
        await serving;
    }

    [Fact]
    public async Task Gives_up_after_a_few_tries()
    {
        Task serving = ServeAsync((500, ""), (500, ""), (500, ""), (500, ""));

        Assert.Equal(Outside, await ReadAsync());
        await serving;
        Assert.Equal(4, _asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("file:///etc/passwd")]
    public async Task Outside_ECS_the_host_name_is_the_task(string? uri)
    {
        var reader = new TaskMetadataReader(uri, "host", TimeProvider.System);

        Assert.Equal(Outside, await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_costs_two_seconds_at_most()
    {
        var clock = new FakeTimeProvider();
        var reader = new TaskMetadataReader(Address, "host", clock);

        Task<TaskMetadata> reading = reader.ReadAsync(TestContext.Current.CancellationToken);
        using TcpClient first = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        clock.Advance(TaskMetadataReader.TotalTimeout);

        Assert.Equal(Outside, await reading);
    }

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v4/x";

    private Task<TaskMetadata> ReadAsync() =>
        new TaskMetadataReader(Address, "host", new ShortPauses()).ReadAsync(TestContext.Current.CancellationToken);

    private async Task ServeAsync(params (int Status, string Body)[] answers)
    {
        foreach ((int status, string body) in answers)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            byte[] request = new byte[4096];
            int read = await stream.ReadAsync(request);
            Assert.StartsWith("GET /v4/x/task ", Encoding.ASCII.GetString(request, 0, read), StringComparison.Ordinal);
            _asked++;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        }
    }

    /// <summary>A clock on which the pause between two tries is over at once, and no timeout ever comes.</summary>
    private sealed class ShortPauses : TimeProvider
    {
        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
                callback,
                state,
                dueTime < TimeSpan.FromSeconds(1) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
    }
}
