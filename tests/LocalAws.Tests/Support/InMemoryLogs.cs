using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PhiLens.LocalAws.Hosting;
using PhiLens.LocalAws.Ingest;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Tests.Support;

/// <summary>The operations without network and signatures, on a clock that the test moves.</summary>
internal sealed class InMemoryLogs
{
    public const string Group = "/app";
    public const string Stream = "one";

    private readonly Backend _backend;

    public InMemoryLogs(bool discard = false)
    {
        _backend = new Backend(new LocalAwsOptions { Data = "", Discard = discard, Clock = Clock });
        Call("CreateLogGroup", new { logGroupName = Group });
        AddStream(Stream);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero));

    public long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ImposedRejection? Imposed { get; set; }

    public void AddStream(string name) => Call("CreateLogStream", new { logGroupName = Group, logStreamName = name });

    public JsonNode Call(string operation, object request) =>
        CallRaw(operation, JsonSerializer.SerializeToUtf8Bytes(request));

    public JsonNode CallRaw(string operation, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            var call = new OperationCall("eu-west-1", body) { Imposed = Imposed };
            _backend.Logs.Find(operation)(call, writer);
        }

        return output.WrittenCount == 0 ? new JsonObject() : JsonNode.Parse(output.WrittenSpan)!;
    }

    public JsonNode Put(params (long Time, string Message)[] events) => PutTo(Stream, events);

    public JsonNode PutTo(string stream, params (long Time, string Message)[] events) => Call("PutLogEvents", new
    {
        logGroupName = Group,
        logStreamName = stream,
        logEvents = events.Select(item => new { timestamp = item.Time, message = item.Message }),
    });

    /// <summary>Calls and expects a refusal.</summary>
    public ServiceException Refused(string operation, object request) =>
        Assert.Throws<ServiceException>(() => Call(operation, request));

    public ServiceException RefusedText(string operation, string body) =>
        Assert.Throws<ServiceException>(() => CallRaw(operation, Encoding.UTF8.GetBytes(body)));

    public ServiceException RefusedPut(params (long Time, string Message)[] events) =>
        Assert.Throws<ServiceException>(() => Put(events));

    public string[] Messages() => MessagesIn(Call("GetLogEvents", Some.Read(startFromHead: true)));

    public static string[] MessagesIn(JsonNode answer) =>
        [.. answer["events"]!.AsArray().Select(item => item!["message"]!.GetValue<string>())];
}
