using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos.Reading;

/// <summary>
/// What the destination holds, read by someone who shares nothing with the sidecar but the form of a line: how many
/// copies there are of each, and in which order the first ones came.
/// </summary>
internal sealed class StoreReading
{
    // How many bytes of each line are there: a line that is cut into parts has them in several messages.
    private readonly Dictionary<(int Writer, int Number), (long Bytes, int Length)> _lines = [];
    private readonly Dictionary<int, int> _latest = [];

    /// <summary>Messages that are no line and no part of one: the torn end of a connection that broke.</summary>
    internal int Torn { get; private set; }

    /// <summary>The product's own events.</summary>
    internal List<string> OwnEvents { get; } = [];

    /// <summary>Lines whose first copy stands behind a later line of the same connection.</summary>
    internal List<(int Writer, int Number)> OutOfOrder { get; } = [];

    internal static async Task<StoreReading> ReadAsync(LocalAws aws)
    {
        var reading = new StoreReading();
        foreach (string stream in await aws.StreamsAsync())
        {
            await foreach ((long _, string message) in aws.EventsAsync(stream))
            {
                reading.Take(message);
            }
        }

        return reading;
    }

    /// <summary>Whole copies of a line.</summary>
    internal int CopiesOf(int writer, int number) =>
        _lines.TryGetValue((writer, number), out (long Bytes, int Length) line) && line.Length > 0
            ? (int)(line.Bytes / line.Length)
            : 0;

    /// <summary>Lines of which only a part is there.</summary>
    internal int Partial => _lines.Values.Count(l => l.Length == 0 || l.Bytes < l.Length);

    private void Take(string message)
    {
        if (message.StartsWith("philens: ", StringComparison.Ordinal))
        {
            OwnEvents.Add(message);
            return;
        }

        string text = message.StartsWith('{') ? LogOf(message) : message;
        if (!LineCode.TryRead(text, out (int Writer, int Number) line, out int length))
        {
            Torn++;
            return;
        }

        bool isNew = _lines.TryAdd(line, (text.Length, length));
        if (!isNew)
        {
            (long bytes, int known) = _lines[line];
            _lines[line] = (bytes + text.Length, Math.Max(known, length));
            return;
        }

        int latest = _latest.GetValueOrDefault(line.Writer, -1);
        if (line.Number < latest)
        {
            OutOfOrder.Add(line);
        }

        _latest[line.Writer] = Math.Max(latest, line.Number);
    }

    /// <summary>The text of a record. A part of a record that was cut is no JSON, and is taken as it is.</summary>
    private static string LogOf(string message)
    {
        try
        {
            using JsonDocument record = JsonDocument.Parse(message);
            return record.RootElement.GetProperty("log").GetString()!;
        }
        catch (JsonException)
        {
            const string start = "{\"log\":\"";
            return message.StartsWith(start, StringComparison.Ordinal) ? message[start.Length..] : message;
        }
    }
}
