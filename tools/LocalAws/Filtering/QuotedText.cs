using System.Text;

namespace PhiLens.LocalAws.Filtering;

/// <summary>A text between double quotes, in which a backslash keeps the next letter as it is.</summary>
internal static class QuotedText
{
    /// <summary>Takes the text that starts at the first letter, which must be a quote.</summary>
    public static string Take(ref ReadOnlySpan<char> rest)
    {
        var text = new StringBuilder();
        for (var place = 1; place < rest.Length; place++)
        {
            if (rest[place] == '"')
            {
                rest = rest[(place + 1)..];
                return text.ToString();
            }

            if (rest[place] == '\\' && place + 1 < rest.Length)
            {
                place++;
            }

            text.Append(rest[place]);
        }

        throw FilterPattern.Invalid("a quotation mark is not closed.");
    }
}
