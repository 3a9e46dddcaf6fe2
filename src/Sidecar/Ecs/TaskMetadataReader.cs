using System.Net.Sockets;
using System.Text.Json;

namespace PhiLens.Sidecar.Ecs;

/// <summary>
/// Reads the task metadata endpoint of ECS. It is plain HTTP to an address that only the task's own host answers;
/// that is how ECS gives it. No proxy is asked.
/// </summary>
/// <param name="containerUri">The value of <c>ECS_CONTAINER_METADATA_URI_V4</c>, or null outside ECS.</param>
/// <param name="hostName">The host name.</param>
/// <param name="clock">Measures the times below.</param>
internal sealed class TaskMetadataReader(string? containerUri, string hostName, TimeProvider clock)
{
    /// <summary>The longest time for all tries together: the start must not wait longer. 2 s.</summary>
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The longest time for one try: 1 s. The endpoint answers within milliseconds, or is busy.</summary>
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The wait between two tries: the endpoint refuses callers who are too many, for a moment.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>How often it asks at most.</summary>
    private const int MaxTries = 4;

    /// <summary>The longest document that is read. A task of ten containers has about 20 KiB. 1 MiB.</summary>
    private const int MaxDocumentBytes = 1024 * 1024;

    /// <summary>Asks, until there is an answer or the time is up. Never throws.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TaskMetadata> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate($"{containerUri}/task", UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttp)
        {
            return TaskMetadata.Outside(hostName);
        }

        using var sockets = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(sockets) { MaxResponseContentBufferSize = MaxDocumentBytes };
        using var total = new CancellationTokenSource(TotalTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        for (int i = 0; i < MaxTries; i++)
        {
            if (i > 0 && !await PauseAsync(either.Token).ConfigureAwait(false))
            {
                break;
            }

            if (await TryReadAsync(http, uri, either.Token).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return TaskMetadata.Outside(hostName);
    }

    private async Task<TaskMetadata?> TryReadAsync(HttpClient http, Uri uri, CancellationToken cancellationToken)
    {
        using var once = new CancellationTokenSource(TryTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(once.Token, cancellationToken);
        try
        {
            byte[] document = await http.GetByteArrayAsync(uri, either.Token).ConfigureAwait(false);
            return Parse(document);
        }
        catch (Exception e) when (
            e is HttpRequestException or OperationCanceledException or IOException or SocketException or JsonException
                or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private TaskMetadata? Parse(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        TaskMetadata outside = TaskMetadata.Outside(hostName);
        return new TaskMetadata(
            LastPart(json.RootElement, "TaskARN") ?? outside.TaskId,
            LastPart(json.RootElement, "Cluster") ?? outside.Cluster,
            LastPart(json.RootElement, "Family") ?? outside.Family,
            LastPart(json.RootElement, "Revision") ?? outside.Revision,
            hostName)
        {
            TaskArn = Text(json.RootElement, "TaskARN"),
        };
    }

    private static string? Text(JsonElement document, string property) =>
        document.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The part of a name or ARN after the last slash, or null when there is none.</summary>
    private static string? LastPart(JsonElement document, string property)
    {
        if (Text(document, property) is not { } text)
        {
            return null;
        }

        string last = text[(text.LastIndexOf('/') + 1)..];
        return last.Length > 0 ? last : null;
    }
}
