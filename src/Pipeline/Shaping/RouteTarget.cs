using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>One of the places where a route's records go, and what of them.</summary>
public sealed class RouteTarget
{
    /// <summary>Makes a target.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="logKey">The one key whose value is sent; null to send the whole record as JSON.</param>
    /// <param name="name">Names the stream from a record's fields; null when all go to the destination.</param>
    public RouteTarget(LogStreamName destination, string? logKey = null, RecordName? name = null)
    {
        Destination = destination;
        LogKey = logKey is null ? null : Encoding.UTF8.GetBytes(logKey);
        Name = name;
    }

    /// <summary>The log group and stream; with a name, that of the records which it does not name.</summary>
    public LogStreamName Destination { get; }

    /// <summary>Names the stream from a record's fields; null when all records go to the destination.</summary>
    public RecordName? Name { get; }

    /// <summary>The key whose value is sent, as UTF-8; null for the whole record.</summary>
    internal byte[]? LogKey { get; }
}
