using System.Buffers;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// Passes over the strings of a document that hold nothing, without a scanner: most of them, in a few nanoseconds each.
/// </summary>
internal static class FirstLook
{
    /// <summary>A shorter string without a telling name holds nothing that a detector finds: <c>a@b.co</c>.</summary>
    private const int ShortestFind = 6;

    /// <summary>
    /// What nothing can be found without: a digit, a capital, what parts a name from a value, escapes, and what is not
    /// ASCII. A string of small letters and blanks needs no look.
    /// </summary>
    private static readonly SearchValues<byte> TellingBytes = SearchValues.Create(
    [
        .. "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ@=:<>{}[]%&\\|*#$~^`_+\"/"u8,
        .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b),
    ]);

    /// <summary>Whether a text may be a JSON document: it begins with a brace or a bracket.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        cursor.SkipBlanks();
        return cursor.Next is (byte)'{' or (byte)'[';
    }

    /// <summary>Whether a value may hold anything that is found without a telling name.</summary>
    internal static bool MayHold(ReadOnlySpan<byte> text) =>
        text.Length >= ShortestFind && text.ContainsAny(TellingBytes);

    /// <summary>Whether a name may be somebody's data itself.</summary>
    internal static bool MayTell(ReadOnlySpan<byte> name) =>
        KeyCache.MayEndInNumber(name) || name.IndexOfAny((byte)'@', (byte)'%') >= 0;
}
