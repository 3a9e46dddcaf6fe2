using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>Remembers where the records of one connection's tags and sources go.</summary>
/// <param name="router">Is asked for what is not remembered.</param>
/// <param name="outletFor">Finds the way to a stream, or to the second one when there are too many.</param>
/// <typeparam name="T">The way to a stream.</typeparam>
internal sealed class RouteTable<T>(IForwardRouter router, Func<LogStreamName, LogStreamName, T> outletFor)
{
    /// <summary>A container has one tag and two sources; a connection with more tags asks again now and then.</summary>
    private const int MostEntries = 32;

    private const int LongestKey = 1024;

    private readonly List<Entry> _entries = [];
    private int _next;

    /// <summary>The destination that was found latest; null before.</summary>
    internal LogStreamName? Latest { get; private set; }

    /// <summary>Where records go.</summary>
    /// <param name="tag">The message's tag.</param>
    /// <param name="source">The record's source; empty for none.</param>
    internal Entry Find(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source)
    {
        foreach (Entry entry in _entries)
        {
            if (tag.SequenceEqual(entry.Tag) && source.SequenceEqual(entry.Source))
            {
                Latest = entry.Route?.Destination ?? Latest;
                return entry;
            }
        }

        ForwardRoute? route = router.Route(tag, source);
        var found = new Entry
        {
            Tag = tag.ToArray(),
            Source = source.ToArray(),
            Route = route,
            Outlets = route is null ? [] : [.. route.Targets.Select(t => new TargetOutlet<T>(t, outletFor))],
        };
        Latest = route?.Destination ?? Latest;
        Remember(found);
        return found;
    }

    private void Remember(Entry entry)
    {
        if (entry.Tag.Length > LongestKey || entry.Source.Length > LongestKey)
        {
            return;
        }

        if (_entries.Count < MostEntries)
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[_next] = entry;
            _next = (_next + 1) % MostEntries;
        }
    }

    /// <summary>Where the records of one tag and source go; nowhere, when they are left out.</summary>
    internal sealed class Entry
    {
        internal required byte[] Tag { get; init; }

        internal required byte[] Source { get; init; }

        internal required ForwardRoute? Route { get; init; }

        internal required TargetOutlet<T>[] Outlets { get; init; }
    }
}
