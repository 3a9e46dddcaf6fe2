using System.Text;
using System.Text.RegularExpressions;

namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>The expression for .NET while it is being written, and where its last repeatable piece begins.</summary>
internal sealed class NetPattern
{
    private const int NoAtom = -1;

    private readonly StringBuilder _text = new();
    private int _atom = NoAtom;
    private bool _isRepeated;

    /// <summary>How much there is.</summary>
    public int Length => _text.Length;

    /// <summary>Adds a piece that may be repeated.</summary>
    /// <param name="text">The piece.</param>
    public void Atom(string text)
    {
        _atom = _text.Length;
        _isRepeated = false;
        _text.Append(text);
    }

    /// <summary>Adds a piece that cannot be repeated: an anchor, a bar, the beginning of a group.</summary>
    /// <param name="text">The piece.</param>
    public void Anchor(string text)
    {
        _text.Append(text);
        _atom = NoAtom;
    }

    /// <summary>Adds a character that is meant as itself.</summary>
    /// <param name="c">The character.</param>
    public void Literal(char c) => Atom(c is ']' or '}' ? $@"\{c}" : Regex.Escape(c.ToString()));

    /// <summary>Ends a group, which can then be repeated as a whole.</summary>
    /// <param name="start">Where the group begins.</param>
    public void CloseGroup(int start)
    {
        _text.Append(')');
        _atom = start;
        _isRepeated = false;
    }

    /// <summary>Repeats the last piece; false when there is none.</summary>
    /// <param name="repeat">The sign or the interval.</param>
    public bool TryRepeat(string repeat)
    {
        if (_atom == NoAtom)
        {
            return false;
        }

        // .NET takes no repeat of a repeat; a group around the first makes it one of a group.
        if (_isRepeated)
        {
            _text.Insert(_atom, "(?:").Append(')');
        }

        _text.Append(repeat);
        _isRepeated = true;
        return true;
    }

    /// <summary>Makes the last repeat lazy.</summary>
    public void MakeLazy() => _text.Append('?');

    /// <summary>The expression.</summary>
    public override string ToString() => _text.ToString();
}
