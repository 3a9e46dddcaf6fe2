namespace PhiLens.Sidecar.Configuration.FireLens.Patterns.Classes;

/// <summary>A named set of characters, written as the inside of a .NET character class.</summary>
/// <param name="Inside">The characters of the set.</param>
/// <param name="Outside">Every other character; null when that cannot be written.</param>
internal sealed record CharacterSet(string Inside, string? Outside)
{
    /// <summary>The set or its opposite.</summary>
    /// <param name="isNegated">Whether the opposite is meant.</param>
    public string? Text(bool isNegated) => isNegated ? Outside : Inside;
}
