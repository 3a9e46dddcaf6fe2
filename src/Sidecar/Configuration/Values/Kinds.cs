using System.Globalization;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>The kinds of values that are not about the network or AWS.</summary>
internal static class Kinds
{
    /// <summary>Any text.</summary>
    public static ValueKind<string> Text { get; } = new("text", ReadText);

    /// <summary>Any text, of several lines too.</summary>
    public static ValueKind<string> LongText { get; } = new("text", ReadLongText);

    /// <summary>The path of a file.</summary>
    public static ValueKind<string> Path { get; } = new("path", ReadText);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ValueKind<bool> Switch { get; } = Choice(("true", true), ("false", false)) with { Name = "switch" };

    /// <summary>Bytes: a whole number, alone or with <c>KiB</c>, <c>MiB</c> or <c>GiB</c>.</summary>
    public static ValueKind<long> Size { get; } = new("size", ReadSize);

    /// <summary>A time: a whole number with <c>ms</c>, <c>s</c> or <c>m</c>.</summary>
    public static ValueKind<TimeSpan> Duration { get; } = new("time", ReadDuration);

    /// <summary>The mode of a file: four octal digits.</summary>
    public static ValueKind<UnixFileMode?> FileMode { get; } = new("mode", ReadFileMode);

    /// <summary>A regular expression, which must not need backtracking.</summary>
    public static ValueKind<TextPattern?> Pattern { get; } = new("expression", ReadPattern);

    /// <summary>Names separated by commas, or a JSON array.</summary>
    public static ValueKind<IReadOnlyList<string>> List { get; } = new("list", ReadList, TakesParts: true);

    /// <summary>One of a few words, in any case.</summary>
    /// <typeparam name="T">What the words mean.</typeparam>
    /// <param name="choices">Each word with its meaning.</param>
    public static ValueKind<T> Choice<T>(params (string Word, T Meaning)[] choices)
    {
        string words = Words.Either(choices.Select(c => c.Word));
        return new ValueKind<T>(words, Read);

        string? Read(SettingText text, out T value)
        {
            (string? word, value) = choices.FirstOrDefault(
                c => c.Word.Equals(text.Text, StringComparison.OrdinalIgnoreCase));
            return word is null ? $"must be {words}" : null;
        }
    }

    /// <summary>The shortest exact text of a number of bytes: <c>16MiB</c>, or plain bytes.</summary>
    /// <param name="bytes">The number.</param>
    public static string ShowSize(long bytes) => bytes switch
    {
        > 0 when bytes % (1L << 30) == 0 => $"{bytes >> 30}GiB",
        > 0 when bytes % (1L << 20) == 0 => $"{bytes >> 20}MiB",
        > 0 when bytes % (1L << 10) == 0 => $"{bytes >> 10}KiB",
        _ => bytes.ToString(CultureInfo.InvariantCulture),
    };

    private static string? ReadPattern(SettingText text, out TextPattern? value)
    {
        value = null;
        try
        {
            value = new TextPattern(text.Text);
            return null;
        }
        catch (ArgumentException)
        {
            return "must be a regular expression";
        }
        catch (NotSupportedException)
        {
            return "must be a regular expression without look-around and back references";
        }
    }

    private static string? ReadText(SettingText text, out string value)
    {
        value = text.Text;
        return value.AsSpan().ContainsAnyInRange('\0', '\x1f') ? "must not hold control characters" : null;
    }

    private static string? ReadLongText(SettingText text, out string value)
    {
        value = text.Text;
        return null;
    }

    private static string? ReadList(SettingText text, out IReadOnlyList<string> value)
    {
        IEnumerable<string> items = text.Parts.Count > 0
            ? text.Parts.Select(p => p.Value)
            : text.Text.Split(',', StringSplitOptions.TrimEntries);
        value = [.. items];
        return value.Any(string.IsNullOrEmpty) || text.Parts.Any(p => p.Key.Contains(':', StringComparison.Ordinal))
            ? "must be a list of values separated by commas, none of them empty"
            : null;
    }

    private static string? ReadSize(SettingText text, out long value)
    {
        const string Rule = "must be a size: a whole number of bytes, or one with KiB, MiB or GiB, such as 64MiB";
        (long number, string unit) = SplitNumber(text.Text);
        int shift = unit.ToUpperInvariant() switch { "" => 0, "KIB" => 10, "MIB" => 20, "GIB" => 30, _ => -1 };
        bool fits = number >= 0 && shift >= 0 && number <= long.MaxValue >> shift;
        value = fits ? number << shift : 0;
        return fits ? null : Rule;
    }

    private static string? ReadDuration(SettingText text, out TimeSpan value)
    {
        const string Rule = "must be a time: a whole number with ms, s or m, such as 500ms, 25s or 1m";
        (long number, string unit) = SplitNumber(text.Text);
        long unitMilliseconds = unit.ToUpperInvariant() switch { "MS" => 1, "S" => 1000, "M" => 60_000, _ => 0 };

        // A month is far above every bound, and keeps the product far below overflow.
        bool fits = number >= 0 && unitMilliseconds > 0 && number <= 31L * 24 * 3600 * 1000 / unitMilliseconds;
        value = fits ? TimeSpan.FromMilliseconds(number * unitMilliseconds) : default;
        return fits ? null : Rule;
    }

    private static string? ReadFileMode(SettingText text, out UnixFileMode? value)
    {
        bool fits = text.Text.Length == 4 && !text.Text.AsSpan().ContainsAnyExceptInRange('0', '7');
        value = fits ? (UnixFileMode)Convert.ToInt32(text.Text, 8) : null;
        return fits ? null : "must be a file mode of four octal digits, such as 0660";
    }

    private static (long Number, string Unit) SplitNumber(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        bool isNumber = long.TryParse(
            text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return (isNumber ? number : -1, text[digits..]);
    }
}
