using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>JSON from marked values.</summary>
/// <param name="escape">The inside of a string.</param>
/// <param name="spaced">Whether a blank follows colons and commas.</param>
public sealed class Json(Func<string, string> escape, bool spaced)
{
    /// <summary>No blanks, no needless escapes.</summary>
    public static readonly Json Compact = new(Escapes.Json, spaced: false);

    private string Colon => spaced ? ": " : ":";

    private string Comma => spaced ? ", " : ",";

    /// <summary>A string.</summary>
    public Marked Text(Marked text) => $"\"{text.Encoded(escape)}\"";

    /// <summary>An object; values are JSON already.</summary>
    public Marked Map(params IEnumerable<(Marked Key, Marked Value)> members)
    {
        Marked inside = Marked.Join(Comma, members.Select(m => (Marked)$"{Text(m.Key)}{Colon}{m.Value}"));
        return $"{{{inside}}}";
    }

    /// <summary>An array; values are JSON already.</summary>
    public Marked List(params IEnumerable<Marked> values) => $"[{Marked.Join(Comma, values)}]";
}
