using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhiLens.LocalAws.Filtering;

/// <summary>
/// Parses what stands between the braces of a JSON pattern: <c>$.field = "text"</c>, <c>!=</c>, and comparisons with
/// numbers, joined with <c>&amp;&amp;</c> and <c>||</c> and grouped with parentheses. A star in a text stands for any
/// letters.
/// </summary>
internal ref struct JsonPatternParser
{
    private static readonly SearchValues<char> AfterWord = SearchValues.Create(" \t&|()");

    private ReadOnlySpan<char> _rest;

    private JsonPatternParser(string text) => _rest = text;

    public static JsonPattern Parse(string text)
    {
        var parser = new JsonPatternParser(text);
        var condition = parser.Either();
        parser._rest = parser._rest.TrimStart();
        return parser._rest.IsEmpty
            ? new JsonPattern(condition)
            : throw FilterPattern.Invalid($"'{parser._rest}' is not understood here.");
    }

    private Func<JsonElement, bool> Either()
    {
        var left = Both();
        while (Accept("||"))
        {
            var (first, second) = (left, Both());
            left = root => first(root) || second(root);
        }

        return left;
    }

    private Func<JsonElement, bool> Both()
    {
        var left = Single();
        while (Accept("&&"))
        {
            var (first, second) = (left, Single());
            left = root => first(root) && second(root);
        }

        return left;
    }

    private Func<JsonElement, bool> Single()
    {
        if (!Accept("("))
        {
            return Comparison();
        }

        var inner = Either();
        return Accept(")") ? inner : throw FilterPattern.Invalid("a parenthesis is not closed.");
    }

    private Func<JsonElement, bool> Comparison()
    {
        var path = Path();
        var sign = Sign();
        _rest = _rest.TrimStart();
        if (_rest.Length > 0 && _rest[0] == '"')
        {
            return Text(path, sign, QuotedText.Take(ref _rest));
        }

        var word = Word();
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Number(path, sign, number)
            : Text(path, sign, word);
    }

    private string[] Path()
    {
        if (!Accept("$."))
        {
            throw FilterPattern.Invalid("a selector must begin with '$.'.");
        }

        var length = 0;
        while (length < _rest.Length && (char.IsLetterOrDigit(_rest[length]) || _rest[length] is '_' or '-' or '.'))
        {
            length++;
        }

        var path = _rest[..length].ToString().Split('.');
        _rest = _rest[length..];
        return Array.TrueForAll(path, name => name.Length > 0)
            ? path
            : throw FilterPattern.Invalid("a selector names no field.");
    }

    private string Sign()
    {
        foreach (var sign in (ReadOnlySpan<string>)["!=", ">=", "<=", "=", ">", "<"])
        {
            if (Accept(sign))
            {
                return sign;
            }
        }

        throw FilterPattern.Invalid("a selector must be compared with =, !=, <, <=, > or >=.");
    }

    private string Word()
    {
        var end = _rest.IndexOfAny(AfterWord);
        var word = (end < 0 ? _rest : _rest[..end]).ToString();
        _rest = _rest[word.Length..];
        return word.Length > 0 && !word.StartsWith('%')
            ? word
            : throw FilterPattern.Invalid("a selector is compared with nothing that is understood here.");
    }

    private bool Accept(string token)
    {
        _rest = _rest.TrimStart();
        if (!_rest.StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }

        _rest = _rest[token.Length..];
        return true;
    }

    private static Func<JsonElement, bool> Text(string[] path, string sign, string wanted)
    {
        if (sign is not ("=" or "!="))
        {
            throw FilterPattern.Invalid($"'{sign}' compares numbers only.");
        }

        var stars = Regex.Escape(wanted).Replace(@"\*", ".*", StringComparison.Ordinal);
        var expression = new Regex($@"^{stars}\z", RegexOptions.Singleline | RegexOptions.NonBacktracking);
        return root => JsonPath.Find(root, path) is { } found
            && expression.IsMatch(JsonPath.TextOf(found)) == (sign == "=");
    }

    private static Func<JsonElement, bool> Number(string[] path, string sign, double wanted) => root =>
        JsonPath.Find(root, path) is { ValueKind: JsonValueKind.Number } found
        && Compare(found.GetDouble(), sign, wanted);

    private static bool Compare(double value, string sign, double wanted) => sign switch
    {
        "=" => value.Equals(wanted),
        "!=" => !value.Equals(wanted),
        ">" => value > wanted,
        ">=" => value >= wanted,
        "<" => value < wanted,
        _ => value <= wanted,
    };
}
