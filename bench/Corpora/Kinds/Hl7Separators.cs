using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>The five signs that an HL7 v2 message declares in its first segment.</summary>
/// <param name="Field">MSH-1.</param>
/// <param name="Component">First of MSH-2.</param>
/// <param name="Repetition">Second of MSH-2.</param>
/// <param name="Subcomponent">Fourth of MSH-2; the third, the escape, is always a backslash here.</param>
public sealed record Hl7Separators(char Field, char Component, char Repetition, char Subcomponent)
{
    public static readonly Hl7Separators Usual = new('|', '^', '~', '&');

    /// <summary>What interfaces with a will of their own declare.</summary>
    public static readonly Hl7Separators[] Own = [new('#', '^', '~', '&'), new('|', '@', '~', '%'),
        new('!', '*', '~', '$')];

    public string Encoding => $"{Component}{Repetition}\\{Subcomponent}";

    /// <summary>One segment: its name and the fields that it has, by their numbers.</summary>
    public Marked Segment(string name, params IEnumerable<(int Number, Marked Value)> fields)
    {
        Dictionary<int, Marked> byNumber = fields.ToDictionary(f => f.Number, f => f.Value);
        // The first field of the header is its separator itself.
        int first = name is "MSH" ? 2 : 1;
        IEnumerable<Marked> all = Enumerable.Range(first, byNumber.Keys.Max() - first + 1)
            .Select(number => byNumber.GetValueOrDefault(number, ""));
        return $"{name}{Sign(Field)}{Marked.Join(Sign(Field), all)}";
    }

    /// <summary>A field of several components.</summary>
    public Marked Components(params IEnumerable<Marked> parts) => Marked.Join(Sign(Component), parts);

    /// <summary>A field that repeats.</summary>
    public Marked Repeat(params IEnumerable<Marked> values) => Marked.Join(Sign(Repetition), values);

    /// <summary>A value with this message's separators escaped.</summary>
    public Marked Escaped(Marked value) => value.Encoded(text => string.Concat(text.Select(Escape)));

    private string Escape(char c) => c switch
    {
        '\\' => "\\E\\",
        _ when c == Field => "\\F\\",
        _ when c == Component => "\\S\\",
        _ when c == Subcomponent => "\\T\\",
        _ when c == Repetition => "\\R\\",
        _ => $"{c}",
    };

    private static string Sign(char c) => c.ToString();
}
