using System.Text;

namespace PhiLens.LocalAws.Filtering;

/// <summary>
/// Words that must all be in the message, one of several that must, and words that must not. Case counts. A word fits
/// anywhere in the text, also inside a longer word.
/// </summary>
internal sealed class TermPattern : IMessageMatch
{
    private readonly List<byte[]> _required = [];
    private readonly List<byte[]> _either = [];
    private readonly List<byte[]> _forbidden = [];

    public static TermPattern Parse(string text)
    {
        var pattern = new TermPattern();
        var rest = text.AsSpan();
        while ((rest = rest.TrimStart()).Length > 0)
        {
            var list = rest[0] switch
            {
                '?' => pattern._either,
                '-' => pattern._forbidden,
                _ => pattern._required,
            };
            rest = list == pattern._required ? rest : rest[1..];
            list.Add(Encoding.UTF8.GetBytes(TakeTerm(ref rest)));
        }

        return pattern;
    }

    public bool Matches(ReadOnlySpan<byte> message)
    {
        foreach (var term in _forbidden)
        {
            if (message.IndexOf(term) >= 0)
            {
                return false;
            }
        }

        foreach (var term in _required)
        {
            if (message.IndexOf(term) < 0)
            {
                return false;
            }
        }

        return _either.Count == 0 || ContainsOne(message);
    }

    private bool ContainsOne(ReadOnlySpan<byte> message)
    {
        foreach (var term in _either)
        {
            if (message.IndexOf(term) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string TakeTerm(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length > 0 && rest[0] == '"')
        {
            return QuotedText.Take(ref rest);
        }

        var end = rest.IndexOfAny(' ', '\t');
        var term = end < 0 ? rest : rest[..end];
        foreach (var letter in term)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not '_')
            {
                throw FilterPattern.Invalid($"Invalid character(s) in term '{term}'");
            }
        }

        if (term.IsEmpty)
        {
            throw FilterPattern.Invalid("a term is missing after '?' or '-'.");
        }

        rest = rest[term.Length..];
        return term.ToString();
    }
}
