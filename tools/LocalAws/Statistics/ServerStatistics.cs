using System.Text.Json;

namespace PhiLens.LocalAws.Statistics;

/// <summary>
/// Counts what tests ask about. A request's stream is known only once its body is read, so its overlap with others is
/// worked out afterwards, from the moment at which it began: two bodies on the wire at once are seen.
/// </summary>
internal sealed class ServerStatistics
{
    private readonly Lock _gate = new();

    // All guarded by the gate.
    private readonly SortedDictionary<string, long> _operations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Group, string Stream), StreamFigures> _streams = [];
    private readonly HashSet<RequestTicket> _open = [];
    private long _moment;
    private long _connections;
    private int _highestConcurrency;

    public void CountConnection()
    {
        lock (_gate)
        {
            _connections++;
        }
    }

    public RequestTicket Begin(string operation)
    {
        lock (_gate)
        {
            Increment(_operations, operation);
            var ticket = new RequestTicket(++_moment);
            _open.Add(ticket);
            _highestConcurrency = Math.Max(_highestConcurrency, _open.Count);
            return ticket;
        }
    }

    /// <summary>Says which stream a request is about.</summary>
    public void Name(RequestTicket ticket, string group, string stream)
    {
        lock (_gate)
        {
            var figures = Figures(group, stream);
            ticket.Figures = figures;
            figures.Requests++;
            figures.Recent.Add(ticket);
            var since = ticket.Start;
            foreach (var begun in figures.Recent.Where(other => other.Start >= since).Select(other => other.Start))
            {
                var together = figures.Recent.Count(other => other.IsInFlightAt(begun));
                figures.HighestConcurrency = Math.Max(figures.HighestConcurrency, together);
            }
        }
    }

    /// <summary>
    /// Ends a request. Called before its answer leaves, or a client's next request could seem to overlap it.
    /// </summary>
    public void End(RequestTicket ticket)
    {
        lock (_gate)
        {
            if (!_open.Remove(ticket))
            {
                return;
            }

            ticket.End = ++_moment;
            var oldest = _open.Count == 0 ? long.MaxValue : _open.Min(other => other.Start);
            ticket.Figures?.Recent.RemoveAll(other => other.End < oldest);
        }
    }

    public void CountEvents(string group, string stream, int accepted, long bytes, int rejected)
    {
        lock (_gate)
        {
            var figures = Figures(group, stream);
            figures.Events += accepted;
            figures.Bytes += bytes;
            figures.Rejected += rejected;
        }
    }

    public void CountError(string type)
    {
        lock (_gate)
        {
            Increment(_errors, type);
        }
    }

    public void CountFault(string fault)
    {
        lock (_gate)
        {
            Increment(_faults, fault);
        }
    }

    /// <summary>Sets the counts back to zero; requests in flight stay known.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _operations.Clear();
            _errors.Clear();
            _faults.Clear();
            _streams.Clear();
            _connections = 0;
            _highestConcurrency = _open.Count;
        }
    }

    public void Write(Utf8JsonWriter writer, Func<string, string, string?> formatOf)
    {
        lock (_gate)
        {
            writer.WriteStartObject();
            WriteCounts(writer, "requests", _operations);
            writer.WriteNumber("acceptedEvents", _streams.Values.Sum(figures => figures.Events));
            writer.WriteNumber("acceptedBytes", _streams.Values.Sum(figures => figures.Bytes));
            writer.WriteNumber("rejectedEvents", _streams.Values.Sum(figures => figures.Rejected));
            WriteCounts(writer, "errors", _errors);
            WriteCounts(writer, "faults", _faults);
            writer.WriteNumber("connectionsOpened", _connections);
            writer.WriteNumber("highestConcurrency", _highestConcurrency);
            writer.WriteNumber(
                "highestConcurrencyPerStream",
                _streams.Count == 0 ? 0 : _streams.Values.Max(figures => figures.HighestConcurrency));
            writer.WriteStartArray("streams");
            foreach (var (name, figures) in _streams)
            {
                WriteStream(writer, name, figures, formatOf(name.Group, name.Stream));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void WriteStream(
        Utf8JsonWriter writer, (string Group, string Stream) name, StreamFigures figures, string? format)
    {
        writer.WriteStartObject();
        writer.WriteString("group", name.Group);
        writer.WriteString("stream", name.Stream);
        writer.WriteNumber("requests", figures.Requests);
        writer.WriteNumber("acceptedEvents", figures.Events);
        writer.WriteNumber("acceptedBytes", figures.Bytes);
        writer.WriteNumber("rejectedEvents", figures.Rejected);
        writer.WriteNumber("highestConcurrency", figures.HighestConcurrency);
        writer.WriteString("format", format);
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, SortedDictionary<string, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            writer.WriteNumber(key, count);
        }

        writer.WriteEndObject();
    }

    private static void Increment(SortedDictionary<string, long> counts, string key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;

    private StreamFigures Figures(string group, string stream)
    {
        if (!_streams.TryGetValue((group, stream), out var figures))
        {
            figures = new StreamFigures();
            _streams.Add((group, stream), figures);
        }

        return figures;
    }
}
