using System.Text;

namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>
/// Values that rules make exceptions of: a claim on exactly such a text does not hold, unless an earlier rule makes it.
/// A text within a longer claim is no exception, because the claim is about more than the text.
/// </summary>
internal sealed class ExactTexts
{
    internal static readonly ExactTexts None = new();

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _longest;

    internal ExactTexts() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a text; rules come in their order, the first stands.</summary>
    internal void Add(string text, int rule)
    {
        _texts.TryAdd(text, rule);
        _longest = Math.Max(_longest, Encoding.UTF8.GetByteCount(text));
    }

    /// <summary>The rule that stands for a claim: the exception's, when it comes before the claim's.</summary>
    /// <param name="text">The text that is claimed.</param>
    /// <param name="rule">The rule that claims it.</param>
    internal int Judge(ReadOnlySpan<byte> text, int rule)
    {
        if (text.Length > _longest)
        {
            return rule;
        }

        Span<char> characters = stackalloc char[PolicyLimits.ValueLength * 3];
        _ = System.Text.Unicode.Utf8.ToUtf16(text, characters, out _, out int length);
        return _lookup.TryGetValue(characters[..length], out int exception) && exception < rule ? exception : rule;
    }
}
