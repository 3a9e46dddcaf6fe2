using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.X12;
using PhiLens.Pipeline.Redaction.Structures.Xml;

namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>
/// Finds the structures within a line of text, one behind the other. Each kind is searched for once up to its next
/// place, which is remembered, so that going over a text with many structures takes one search of each kind in all.
/// A walker that fails has looked at the rest of the text for nothing: after a few times its kind is not offered any
/// more, and what is there is looked at as text.
/// </summary>
/// <param name="text">The text.</param>
internal ref struct StructureFinder(ReadOnlySpan<byte> text)
{
    /// <summary>How often a walker may fail before its kind counts as text.</summary>
    internal const int MostFailures = 8;

    /// <summary>As many blanks may stand between a bracket, a brace and the first quote.</summary>
    private const int MostBlanks = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private Places _places = Places.Unknown;
    private Places _failures;

    /// <summary>The first structure of a text.</summary>
    internal static bool TryFind(ReadOnlySpan<byte> text, out StructureKind kind, out int start) =>
        new StructureFinder(text).TryNext(0, out kind, out start);

    /// <summary>The first structure from a position on.</summary>
    /// <param name="from">The position; not before that of the last call.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="start">Where it begins.</param>
    internal bool TryNext(int from, out StructureKind kind, out int start)
    {
        kind = StructureKind.Count;
        start = _text.Length;
        from = Math.Min(from, _text.Length);
        for (var next = StructureKind.Json; next < StructureKind.Count; next++)
        {
            ref int place = ref _places[(int)next];
            if (place < from)
            {
                int found = Find(next, from);
                place = found < 0 ? int.MaxValue : from + found;
            }

            if (place < start)
            {
                (kind, start) = (next, place);
            }
        }

        return kind != StructureKind.Count;
    }

    /// <summary>Tells that a walker did not get through the structure that was found last.</summary>
    /// <param name="kind">What it was.</param>
    internal void Fail(StructureKind kind) => _failures[(int)kind]++;

    private readonly int Find(StructureKind kind, int from)
    {
        if (_failures[(int)kind] >= MostFailures)
        {
            return -1;
        }

        ReadOnlySpan<byte> rest = _text[from..];
        return kind switch
        {
            StructureKind.Json => FindJson(rest),
            StructureKind.Xml => XmlWalker.Find(rest),
            StructureKind.Hl7 => Hl7Walker.Find(rest),
            _ => X12Walker.Find(rest),
        };
    }

    /// <summary>An object with a name, or an array with such an object, perhaps with blanks between.</summary>
    private static int FindJson(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf((byte)'{');
            if (found < 0)
            {
                return -1;
            }

            at += found;
            ReadOnlySpan<byte> inner = text[(at + 1)..];
            int first = inner[..Math.Min(inner.Length, MostBlanks)].IndexOfAnyExcept(" \t\r\n"u8);
            if (first >= 0 && inner[first] == '"')
            {
                return StartOfArray(text, at);
            }

            at++;
        }
    }

    /// <summary>The bracket that an object's array begins with, or the object itself when it stands in none.</summary>
    private static int StartOfArray(ReadOnlySpan<byte> text, int at)
    {
        int from = Math.Max(0, at - MostBlanks);
        int before = text[from..at].LastIndexOfAnyExcept(" \t\r\n"u8);
        return before >= 0 && text[from + before] == '[' ? from + before : at;
    }
}
