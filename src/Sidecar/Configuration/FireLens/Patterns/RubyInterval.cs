using System.Globalization;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>A counted repeat: <c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c> or Ruby's <c>{,m}</c>.</summary>
/// <param name="Text">As .NET writes it.</param>
/// <param name="IsExact">Whether it is <c>{n}</c>, after which <c>?</c> makes it optional and not lazy.</param>
internal sealed record RubyInterval(string Text, bool IsExact)
{
    /// <summary>The most repeats; the engine's size grows with them.</summary>
    public const int MostRepeats = 1000;

    /// <summary>Reads what follows a <c>{</c>; null when the brace is only itself.</summary>
    /// <param name="cursor">Stands after the brace.</param>
    public static RubyInterval? Read(RubyCursor cursor)
    {
        string low = cursor.TakeDigits(9, char.IsAsciiDigit);
        bool hasComma = cursor.TryTake(",");
        string high = hasComma ? cursor.TakeDigits(9, char.IsAsciiDigit) : low;
        if (!cursor.TryTake("}") || low.Length + high.Length == 0)
        {
            return null;
        }

        int least = NumberOf(low);
        int most = high.Length == 0 ? least : NumberOf(high);
        if (most < least || Math.Max(least, most) > MostRepeats)
        {
            cursor.Refuse($"a repeat that runs backwards or has more than {MostRepeats} rounds");
        }

        string text = hasComma ? $"{{{least},{(high.Length == 0 ? "" : most)}}}" : $"{{{least}}}";
        return new RubyInterval(text, !hasComma);
    }

    private static int NumberOf(string digits) =>
        digits.Length == 0 ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
