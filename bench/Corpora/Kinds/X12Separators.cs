using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>The signs that an X12 interchange declares in its first segment of 106 characters.</summary>
/// <param name="Element">Behind "ISA".</param>
/// <param name="Component">ISA16.</param>
/// <param name="Terminator">The character after ISA16.</param>
public sealed record X12Separators(char Element, char Component, char Terminator)
{
    public static readonly X12Separators[] InUse =
        [new('*', ':', '~'), new('*', ':', '~'), new('*', '>', '~'), new('|', '>', '~'), new('*', ':', '\''),
            new('^', '<', '!')];

    public Marked Segment(params IEnumerable<Marked> elements) =>
        $"{Marked.Join(Element.ToString(), elements)}{Terminator.ToString()}";

    public Marked Components(params IEnumerable<Marked> parts) => Marked.Join(Component.ToString(), parts);

    /// <summary>X12 has no escape: what is a separator here is left out of a value.</summary>
    public string Clean(string value) => string.Concat(value
        .ToUpperInvariant()
        .Where(c => c != Element && c != Component && c != Terminator));
}
