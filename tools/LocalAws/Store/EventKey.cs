using System.Globalization;

namespace PhiLens.LocalAws.Store;

/// <summary>
/// Where an event stands: by its time, and among equal times by its arrival. The sequence counts over the whole store
/// and starts at 1, so a key with sequence 0 lies before every event of its time.
/// </summary>
internal readonly record struct EventKey(long Timestamp, long Sequence) : IComparable<EventKey>
{
    private const int TimestampDigits = 19;
    private const int FillDigits = 18;
    private const int SequenceDigits = 19;

    /// <summary>The service's event ids have 56 decimal digits.</summary>
    public const int IdLength = TimestampDigits + FillDigits + SequenceDigits;

    public int CompareTo(EventKey other) =>
        Timestamp != other.Timestamp ? Timestamp.CompareTo(other.Timestamp) : Sequence.CompareTo(other.Sequence);

    /// <summary>The key as an event id.</summary>
    public string ToId() => string.Create(CultureInfo.InvariantCulture, $"{Timestamp:D19}{0:D18}{Sequence:D19}");

    public static bool TryParseId(ReadOnlySpan<char> id, out EventKey key)
    {
        key = default;
        if (id.Length != IdLength
            || !long.TryParse(id[..TimestampDigits], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || !long.TryParse(id[^SequenceDigits..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        key = new EventKey(timestamp, sequence);
        return true;
    }
}
