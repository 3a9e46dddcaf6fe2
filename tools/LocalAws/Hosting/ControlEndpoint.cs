using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Hosting;

/// <summary>
/// What tests steer and ask, unsigned: faults, counts, keys, all messages of a stream, and a fresh start.
/// </summary>
internal sealed class ControlEndpoint(Backend backend)
{
    private const int FlushAt = 256 * 1024;

    /// <summary>Paths of the service itself never begin like this.</summary>
    public static bool Owns(PathString path) => path.Value?.StartsWith("/_", StringComparison.Ordinal) == true;

    public Task HandleAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", "/_faults") => TakeAsync(context, backend.Faults.Add, backend.Faults.Write),
        ("GET", "/_faults") => WriteAsync(context, backend.Faults.Write),
        ("DELETE", "/_faults") => DoneAsync(context, backend.Faults.Clear),
        ("GET", "/_stats") => WriteAsync(context, writer => backend.Statistics.Write(writer, FormatOf)),
        ("DELETE", "/_stats") => DoneAsync(context, backend.Statistics.Clear),
        ("POST", "/_reset") => DoneAsync(context, backend.Store.Clear),
        ("POST", "/_keys") => TakeAsync(context, backend.Keys.Set, backend.Keys.Write),
        ("GET", "/_keys") => WriteAsync(context, backend.Keys.Write),
        ("GET", "/_events") => SendEventsAsync(context),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such control path; see the README."),
    };

    // The taker says why it refuses a body; what holds afterwards is the answer to one that it took.
    private static async Task TakeAsync(
        HttpContext context, Func<ReadOnlySpan<byte>, string?> take, Action<Utf8JsonWriter> show)
    {
        using var body = new RequestBody(context.Request);
        await body.ReadAllAsync(context.RequestAborted);
        if (take(body.Sent.Span) is { } problem)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        await WriteAsync(context, show);
    }

    private async Task SendEventsAsync(HttpContext context)
    {
        StreamView view;
        try
        {
            var query = context.Request.Query;
            view = backend.Store.Require(query["group"].ToString()).Require(query["stream"].ToString()).View();
        }
        catch (ServiceException missing)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, missing.Message);
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await WriteEventsAsync(context.Response.BodyWriter, view, context.RequestAborted);
    }

    private static async Task WriteEventsAsync(PipeWriter output, StreamView view, CancellationToken cancel)
    {
        using var writer = new Utf8JsonWriter(output);
        for (var place = 0; place < view.Count; place++)
        {
            WriteEvent(writer, output, view.Arrived(place));
            if (output.UnflushedBytes >= FlushAt)
            {
                await output.FlushAsync(cancel);
            }
        }

        await output.FlushAsync(cancel);
    }

    private static void WriteEvent(Utf8JsonWriter writer, PipeWriter output, in StoredEvent item)
    {
        writer.WriteStartObject();
        writer.WriteNumber("timestamp", item.Key.Timestamp);
        writer.WriteString("message", item.Message);
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        output.Write("\n"u8);
    }

    private string? FormatOf(string group, string stream)
    {
        try
        {
            return backend.Store.Require(group).Require(stream).Format;
        }
        catch (ServiceException)
        {
            // Counts outlive a group that was deleted.
            return null;
        }
    }

    private static Task DoneAsync(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WriteEndObject();
        });
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output))
        {
            write(writer);
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(output.WrittenMemory, context.RequestAborted);
    }
}
