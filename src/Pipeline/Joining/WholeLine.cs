namespace PhiLens.Pipeline.Joining;

/// <summary>A complete line, and the Forward record that it stands in; of a plain line nothing but the text.</summary>
internal readonly ref struct WholeLine
{
    internal ReadOnlySpan<byte> Tag { get; init; }

    internal ReadOnlySpan<byte> Container { get; init; }

    internal ReadOnlySpan<byte> Source { get; init; }

    /// <summary>The record, a whole MessagePack map; empty for a plain line.</summary>
    internal ReadOnlySpan<byte> Record { get; init; }

    internal ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    internal long Time { get; init; }

    /// <summary>Whether others may go on with it: not with a record without a line, nor with a piece of one.</summary>
    internal bool MayGoOn { get; init; }

    /// <summary>Whether the text stands in place of the record's own: it was joined of fragments.</summary>
    internal bool IsJoined { get; init; }

    /// <summary>A record as it came.</summary>
    internal static WholeLine Of(
        ReadOnlySpan<byte> tag, ReadOnlySpan<byte> record, in RecordFields fields, long time)
    {
        return new WholeLine
        {
            Tag = tag,
            Container = fields.ContainerId,
            Source = fields.Source,
            Record = record,
            Text = fields.Log,
            Time = time,
            MayGoOn = fields.HasLog,
        };
    }
}
