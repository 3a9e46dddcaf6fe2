using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PhiLens.Bench.Corpora.Marking;

/// <summary>
/// Text that knows where its PHI and its decoys stand, through concatenation and escapes. It is its own handler of
/// interpolated strings, so that a record reads in the source as it will in the log.
/// </summary>
[InterpolatedStringHandler]
public sealed class Marked
{
    private readonly StringBuilder _text;
    private readonly List<Mark> _marks = [];

    /// <summary>Begins an empty text.</summary>
    public Marked() => _text = new StringBuilder();

    /// <summary>Begins an interpolated string; the compiler calls this.</summary>
    public Marked(int literalLength, int formattedCount) =>
        _text = new StringBuilder(literalLength + 16 * formattedCount);

    /// <summary>What stands in it, in reading order, without overlaps.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Length in UTF-16 units.</summary>
    public int Length => _text.Length;

    public static implicit operator Marked(string text) => new Marked().Add(text);

    /// <summary>A piece of PHI.</summary>
    /// <param name="type">One of <see cref="PhiType"/>.</param>
    /// <param name="written">As it stands in the text.</param>
    /// <param name="expected">How it is to be found.</param>
    /// <param name="value">What it says, when that is not how it is written.</param>
    public static Marked Phi(string type, string written, Expectation expected, string? value = null)
    {
        var text = new Marked();
        text._text.Append(written);
        text._marks.Add(new Mark(type, value ?? written, 0, written.Length, expected));
        return text;
    }

    /// <summary>Something harmless that must survive.</summary>
    public static Marked Decoy(string kind, string written)
    {
        var text = new Marked();
        text._text.Append(written);
        text._marks.Add(new Mark(kind, written, 0, written.Length, null));
        return text;
    }

    /// <summary>Joins texts with a separator between them.</summary>
    public static Marked Join(string separator, IEnumerable<Marked> parts)
    {
        var all = new Marked();
        bool first = true;
        foreach (Marked part in parts)
        {
            all.Add(first ? "" : separator).Add(part);
            first = false;
        }

        return all;
    }

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string text) => _text.Append(text);

    public void AppendFormatted(Marked text) => Add(text);

    public void AppendFormatted(long number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Adds text without marks.</summary>
    public Marked Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds another text with its marks.</summary>
    public Marked Add(Marked other)
    {
        _marks.AddRange(other._marks.Select(m => m with { Start = m.Start + _text.Length }));
        _text.Append(other._text);
        return this;
    }

    /// <summary>The same text after an escape that works character by character; marks keep their values.</summary>
    public Marked Encoded(Func<string, string> encode)
    {
        string text = _text.ToString();
        var encoded = new Marked();
        int position = 0;
        foreach (Mark mark in _marks)
        {
            encoded._text.Append(encode(text[position..mark.Start]));
            string written = encode(text.Substring(mark.Start, mark.Length));
            encoded._marks.Add(mark with { Start = encoded.Length, Length = written.Length });
            encoded._text.Append(written);
            position = mark.Start + mark.Length;
        }

        encoded._text.Append(encode(text[position..]));
        return encoded;
    }

    /// <summary>The same text in which every piece of PHI is to be found in another way.</summary>
    public Marked Expecting(Expectation expected)
    {
        var changed = new Marked();
        changed._text.Append(_text);
        changed._marks.AddRange(_marks.Select(m => m.IsDecoy ? m : m with { Expected = expected }));
        return changed;
    }

    /// <summary>How a mark is written.</summary>
    public string Written(Mark mark) => _text.ToString(mark.Start, mark.Length);

    /// <summary>The text without its marks.</summary>
    public string Render() => _text.ToString();

    /// <summary>Throws: whoever makes a plain string of it by accident would lose the truth.</summary>
    public override string ToString() => throw new InvalidOperationException("Marks would be lost.");
}
