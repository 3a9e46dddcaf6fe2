namespace PhiLens.Bench.EndToEnd.Work;

/// <summary>One row of the table: which lines, how they are written, and how many.</summary>
internal sealed record Workload
{
    /// <summary>Large writes have this size: 64 KiB, what a buffered writer or <c>cat</c> uses.</summary>
    internal const int LargeWrite = 64 * 1024;

    internal required string Name { get; init; }

    internal required SourceKind Source { get; init; }

    internal required LineShape Shape { get; init; }

    /// <summary>Bytes of one write; zero for one write per line.</summary>
    internal int WriteSize { get; init; } = LargeWrite;

    /// <summary>Bytes a second, evenly spread; zero for as fast as they are taken.</summary>
    internal int Rate { get; init; }

    /// <summary>The redaction preset that the product runs with.</summary>
    internal string Preset { get; init; } = "off";

    /// <summary>Bytes that are measured, rounded down to whole lines.</summary>
    internal required long Bytes { get; init; }

    internal long Lines => Bytes / Shape.Length;
}
