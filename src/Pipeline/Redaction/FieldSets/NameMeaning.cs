namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>What a set knows about a name.</summary>
/// <param name="Kind">What a field of that name holds anywhere; <see cref="FieldKind.Count"/> when it depends.</param>
/// <param name="KindOfPerson">What it holds within an object that is a person; likewise.</param>
/// <param name="Role">Whether an object of that name is a person.</param>
internal readonly record struct NameMeaning(FieldKind Kind, FieldKind KindOfPerson, NameRole Role)
{
    internal static readonly NameMeaning Nothing = new(FieldKind.Count, FieldKind.Count, NameRole.Unknown);
}
