namespace PhiLens.Pipeline.Records;

/// <summary>Which part of a record a piece is.</summary>
/// <param name="IsFirst">Whether the record begins here.</param>
/// <param name="IsLast">Whether it ends here.</param>
public readonly record struct LinePart(bool IsFirst, bool IsLast)
{
    /// <summary>A record that is whole.</summary>
    public static LinePart Whole { get; } = new(true, true);
}
